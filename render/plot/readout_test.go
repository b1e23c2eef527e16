package plot

import (
	"fmt"
	"strings"
	"testing"

	"residual/core/lab"
)

// Names and values that are too long for one line stand below each other, whole;
// those for which there is no room are counted.
func TestReadoutsInANarrowPicture(t *testing.T) {
	l := List{Size: Size{W: 300, H: 400}}
	l.readouts([]lab.Readout{{Name: "distance from the truth with the penalty", Value: "0.0474"}, {Name: "short", Value: "1"}},
		Rect{14, 14, 272, 372})
	var all []string
	for i := range l.Texts {
		all = append(all, l.Texts[i].Text+"|"+l.Texts[i].Tail)
	}
	want := "distance from the truth with the penalty| 0.0474| short|1"
	if got := strings.Join(all, " "); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if l.Texts[1].Y-l.Texts[0].Y != rowHeight || l.Texts[2].Y-l.Texts[1].Y != rowHeight {
		t.Error("not below each other")
	}
}

func TestReadoutsThatHaveNoRoom(t *testing.T) {
	var all []lab.Readout
	for i := range 40 {
		all = append(all, lab.Readout{Name: fmt.Sprintf("a name as long as the row %d", i), Value: "0.125"})
	}
	l := List{Size: Size{W: 300, H: 400}}
	room := l.readouts(all, Rect{14, 14, 272, 372})
	last := l.Texts[len(l.Texts)-1]
	shown := len(l.Texts) - 1
	if last.Text != fmt.Sprintf("and %d more", 40-shown) || shown < 3 || room.H < 240 {
		t.Errorf("%d shown, then %q, %v left", shown, last.Text, room.H)
	}
}
