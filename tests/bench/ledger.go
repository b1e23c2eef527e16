package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
)

// add adds a row.
func (s *section) add(cells ...any) {
	var row []string
	for _, c := range cells {
		row = append(row, fmt.Sprint(c))
	}
	s.Rows = append(s.Rows, row)
}

func (s *section) print(w io.Writer) {
	fmt.Fprintln(w, s.Title)
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	for _, row := range append([][]string{s.Head}, s.Rows...) {
		fmt.Fprintln(table, "  "+strings.Join(row, "\t")+"\t")
	}
	table.Flush()
}

func save(path string, v any) error {
	text, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(text, '\n'), 0o666)
}
