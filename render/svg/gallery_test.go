package svg

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"residual/core/lab"
	"residual/render/plot"
	"residual/render/plot/plottest"
)

// gallery is where the pictures of docs/drawing.md are.
const gallery = "../../docs/drawing/"

// The pictures of the gallery are what the code beside them draws. UPDATE=1
// writes them anew.
func TestGallery(t *testing.T) {
	left, err := filepath.Glob(gallery + "*.svg")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range plottest.Gallery() {
		path, got := gallery+e.Name+".svg", show(e)
		left = slices.DeleteFunc(left, func(p string) bool { return filepath.Clean(p) == filepath.Clean(path) })
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if want, err := os.ReadFile(path); err != nil || got != string(want) {
			t.Errorf("%s differs (%v); if that is meant, look at it and run UPDATE=1 go test ./render/svg", path, err)
		}
	}
	for _, path := range left {
		t.Errorf("nothing in plottest.Gallery draws %s", path)
	}
}

// show draws an element as small as a page of text wants it.
func show(e plottest.Element) string {
	f := new(lab.Frame)
	f.Begin("", "")
	e.Show(f)
	if err := f.Validate(); err != nil {
		return err.Error()
	}
	size := plot.Size{W: 340, H: 230}
	if len(f.Panels) > 1 {
		size = plot.Size{W: 680, H: plot.Height(f, 680)}
	}
	if len(f.Panels[0].Curves) > 8 {
		size.H = 330 // for the names
	}
	return Write(plot.Draw(f, size, plot.Light), e.Name, e.About)
}

// The gallery leaves nothing out: every field of a panel and of what lies in it is
// set somewhere, but for names and colours.
func TestGalleryIsComplete(t *testing.T) {
	set, kinds := map[string]bool{}, map[reflect.Type]bool{}
	var visit func(v reflect.Value)
	visit = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer:
			visit(v.Elem())
		case reflect.Slice:
			for i := range v.Len() {
				visit(v.Index(i))
			}
		case reflect.Struct:
			kinds[v.Type()] = true
			for i := range v.NumField() {
				if f := v.Field(i); !f.IsZero() {
					set[v.Type().Name()+"."+v.Type().Field(i).Name] = true
					if v.Type() != reflect.TypeFor[lab.Scene]() { // of atoms any number may be 0
						visit(f)
					}
				}
			}
		}
	}
	for _, e := range plottest.Gallery() {
		f := new(lab.Frame)
		e.Show(f)
		visit(reflect.ValueOf(f.Panels))
	}
	for kind := range kinds {
		for i := range kind.NumField() {
			field := kind.Field(i).Name
			if !set[kind.Name()+"."+field] && field != "Name" && field != "Colour" {
				t.Errorf("no picture of the gallery sets %s.%s", kind.Name(), field)
			}
		}
	}
}
