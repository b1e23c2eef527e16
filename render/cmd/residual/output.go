package main

import (
	"fmt"
	"io"
	"os"

	"residual/core/lab"
	"residual/render/poster"
)

// An output is a file that is written when the run is over.
type output struct {
	name string
	to   io.Writer
	make func(*lab.Run, *lab.Frame) ([]byte, error)
}

type outputs []output

// open opens the files that are asked for, before a long run shows that one cannot
// be written. What they hold stays until there is something new.
func (j *job) open(out io.Writer) (outputs, error) {
	all := outputs{
		{j.csv, out, func(r *lab.Run, f *lab.Frame) ([]byte, error) { return lab.CSV(r, f, j.panel) }},
		{j.svg, out, func(r *lab.Run, f *lab.Frame) ([]byte, error) { return j.picture(r, f), nil }},
	}
	for i := range all {
		o := &all[i]
		if o.name == "" || o.name == "-" {
			continue
		}
		f, err := os.OpenFile(o.name, os.O_WRONLY|os.O_CREATE, 0o666)
		if err != nil {
			return nil, said(o.name, err)
		}
		o.to = f
	}
	return all, nil
}

// picture is the frame, with a description that says what run it is of.
func (j *job) picture(r *lab.Run, f *lab.Frame) []byte {
	whose := *f
	whose.Summary += fmt.Sprintf(" (%s %s --seed %d --steps %d, digest %s, build %s)", j.lab.Name, j.knobs(), r.Seed(), r.Steps(), r.Digest(), lab.Build)
	return []byte(poster.Draw(&whose, j.width, j.theme))
}

// write makes and writes each.
func (all outputs) write(r *lab.Run, f *lab.Frame) error {
	for _, o := range all {
		if o.name == "" {
			continue
		}
		b, err := o.make(r, f)
		if err != nil {
			return err
		}
		if err := o.replace(b); err != nil {
			return said(o.name, err)
		}
	}
	return nil
}

// replace writes b in place of what the file holds.
func (o *output) replace(b []byte) error {
	f, isFile := o.to.(*os.File)
	if isFile && o.name != "-" {
		f.Truncate(0) // a pipe has nothing to cut
	}
	_, err := o.to.Write(b)
	if isFile && o.name != "-" && err == nil {
		err = f.Close()
	}
	return err
}
