package table

import (
	"errors"
	"math"
	"strconv"
	"strings"
)

// number reads a cell, or says what is wrong with it.
func number(cell string, separator byte) (v float64, wrong string) {
	v, err := strconv.ParseFloat(cell, 64)
	switch {
	case err == nil && !math.IsNaN(v) && !math.IsInf(v, 0):
		return v, ""
	case cell == "":
		return 0, "is empty; leave out the row, or give a number"
	case errors.Is(err, strconv.ErrRange):
		return 0, quoted(cell) + " is too large a number"
	case err == nil, missing(cell):
		return 0, quoted(cell) + " is no finite number; leave out the row"
	case separator != ',' && decimalComma(cell):
		return 0, quoted(cell) + " has a decimal comma; write decimals with a point"
	}
	return 0, quoted(cell) + " is not a number; only the first line may have words, and columns are parted by a comma, a semicolon or a tab"
}

// missing tells whether a cell is one of the words for no value.
func missing(cell string) bool {
	switch strings.ToLower(cell) {
	case "na", "n/a", "null", "none", "#n/a", "-", "?":
		return true
	}
	return false
}

// decimalComma tells whether a cell is a number but for its comma.
func decimalComma(cell string) bool {
	_, err := strconv.ParseFloat(strings.Replace(cell, ",", ".", 1), 64)
	return err == nil
}

// quoted is a cell as it is shown in a message.
func quoted(cell string) string {
	const most = 24
	if r := []rune(cell); len(r) > most {
		cell = string(r[:most]) + "…"
	}
	return strconv.Quote(cell)
}
