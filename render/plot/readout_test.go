package plot

import (
	"fmt"
	"strings"
	"testing"

	"residual/core/lab"
)

// Values stand below their names; in a narrow picture below each other, whole.
func TestReadoutsInANarrowPicture(t *testing.T) {
	l := List{Size: Size{W: 300, H: 400}}
	l.readouts([]lab.Readout{{Name: "distance from the truth with the penalty and more", Value: "0.0474"}, {Name: "short", Value: "1", Unit: "m"}},
		Rect{14, 14, 272, 372})
	var all []string
	for i := range l.Texts {
		all = append(all, l.Texts[i].Text)
		if i > 0 && l.Texts[i].Y <= l.Texts[i-1].Y {
			t.Errorf("%q is not below %q", l.Texts[i].Text, l.Texts[i-1].Text)
		}
	}
	want := "distance from the truth with the penalty and|more|0.0474|short|1\u202fm"
	if got := strings.Join(all, "|"); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// In a wide picture the numbers stand in columns; a long one takes two or more.
func TestReadoutsInColumns(t *testing.T) {
	l := List{Size: Size{W: 900, H: 500}}
	long := "a value that is longer than one column is"
	room := l.readouts([]lab.Readout{{Name: "a", Value: "1"}, {Name: "b", Value: long}, {Name: "c", Value: "3"}, {Name: "d", Value: "4"}},
		Rect{14, 14, 872, 472})
	step := (872.0 + 2*gap) / keyReadouts
	want := []float64{0, 0, 1, 1, 3, 3, 4, 4}
	for i, at := range l.Texts {
		if at.X != 14+step*want[i] {
			t.Errorf("%q stands at %v, not in column %v", at.Text, at.X, want[i])
		}
	}
	if l.Texts[0].Y != l.Texts[6].Y || room.H < 400 {
		t.Errorf("rows at %v and %v, %v left", l.Texts[0].Y, l.Texts[6].Y, room.H)
	}
}

// Five numbers stand beside a picture, whatever there are.
func TestReadoutsThatTheTableHas(t *testing.T) {
	var all []lab.Readout
	for i := range 40 {
		all = append(all, lab.Readout{Name: fmt.Sprintf("name %d", i), Value: "0.125"})
	}
	l := List{Size: Size{W: 300, H: 400}}
	room := l.readouts(all, Rect{14, 14, 272, 372})
	if last := l.Texts[len(l.Texts)-2].Text; len(l.Texts) != 2*keyReadouts || last != "name 4" || room.H < 160 {
		t.Errorf("%d texts, the last name %q, %v left", len(l.Texts), last, room.H)
	}
}

// Names of curves keep apart, keep their order and stay within the plot.
func TestPlaceTags(t *testing.T) {
	q := panel{y: scale{low: 0, high: 100, from: 0, to: 100}, tags: []tag{{at: 10}, {at: 11}, {at: 90}, {at: 99}, {at: 100}}}
	q.placeTags(0, 100)
	for i, at := range []float64{10, 10 + directApart, 100 - 2*directApart, 100 - directApart, 100} {
		if q.tags[i].place != at {
			t.Errorf("%d: %v, want %v", i, q.tags[i].place, at)
		}
	}
}
