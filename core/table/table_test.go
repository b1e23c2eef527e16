package table

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"residual/core/codec"
)

func TestRead(t *testing.T) {
	for text, want := range map[string][][]float64{
		"1,2\n3,4\n":                          {{1, 3}, {2, 4}},
		"x,y\n1,2\n3,4":                       {{1, 3}, {2, 4}},
		"\ufeffx;y\r\n1;2\r\n\r\n 3 ; 4 \r\n": {{1, 3}, {2, 4}},
		"\n\na\tb\n1\t-2e-3\n":                {{1}, {-2e-3}},
		"5\n6\n7":                             {{5, 6, 7}},
		"speed\n5\n":                          {{5}},
		"\"v, km/h\",\"y\"\n\"1.5\",2\n":      {{1.5}, {2}},
		"1,2,3":                               {{1}, {2}, {3}},
	} {
		got, err := Read(text)
		if err != nil || !slices.EqualFunc(got, want, slices.Equal) {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	if r, err := NewReader("\"v, km/h\" , y\n1,2"); err != nil || !slices.Equal(r.Names, []string{"v, km/h", "y"}) {
		t.Errorf("%+v, %v", r, err)
	}
}

// What is wrong is said with its place.
func TestWrong(t *testing.T) {
	for text, want := range map[string]Error{
		"":                              {0, 0, "there is nothing in it"},
		" \n\t\n":                       {0, 0, "there is nothing in it"},
		"x,y\n\n":                       {0, 0, "no numbers"},
		"1,2\n3,four\n":                 {2, 2, `"four" is not a number`},
		"x,y\nunit,unit\n1,2":           {2, 1, `"unit" is not a number`},
		"1,2\n\n3,\n":                   {3, 2, "is empty"},
		"1,2\n,4\n":                     {2, 1, "is empty"},
		"1,2\nNaN,4\n":                  {2, 1, `"NaN" is no finite number`},
		"1,2\n3,NA\n":                   {2, 2, `"NA" is no finite number`},
		"1,2\n3,-inf\n":                 {2, 2, "no finite number"},
		"1,2\n3,1e999\n":                {2, 2, "too large"},
		"1,2\n3,4,5\n":                  {2, 0, "has 3 columns and the first line 2 columns; a comma parts columns here"},
		"1;2\n3\n":                      {2, 0, "has 1 column and the first line 2 columns"},
		"1;2\n3;4,5\n":                  {2, 2, "decimal comma"},
		"1,5;2,5\n":                     {1, 1, "decimal comma"},
		"x;y\n1,5;2\n":                  {2, 1, "decimal comma"},
		"1 2\n3 4\n":                    {2, 1, "parted by a comma"},
		"1,x\n2,3\n":                    {1, 2, `"x" is not a number`},
		"1\n" + strings.Repeat("é", 99): {2, 1, `"` + strings.Repeat("é", 24) + `…" is not`},
	} {
		_, err := Read(text)
		var got *Error
		if !errors.As(err, &got) || got.Line != want.Line || got.Column != want.Column || !strings.Contains(err.Error(), want.Reason) {
			t.Errorf("%q: %v, want %v", text, err, &want)
		}
	}
}

func TestWant(t *testing.T) {
	r, _ := NewReader("1,5\n2,5\n")
	if err := r.Want(2); err != nil {
		t.Error(err)
	}
	if err := r.Want(1); err == nil || !strings.Contains(err.Error(), "has 2 columns; give 1 column; a comma parts") {
		t.Error(err)
	}
}

// A Reader set to the place of another goes on as that does.
func TestSeek(t *testing.T) {
	text := "x,y\n1,2\n\n3,4\n5,six"
	r, _ := NewReader(text)
	row := make([]float64, 2)
	r.Next(row)
	other, _ := NewReader(text)
	if !other.Seek(r.Place()) {
		t.Fatal("refused")
	}
	if ok, err := other.Next(row); !ok || err != nil || row[0] != 3 {
		t.Errorf("%v, %v, %v", ok, err, row)
	}
	if _, err := other.Next(row); err == nil || err.Error()[:16] != "line 5, column 2" {
		t.Error(err)
	}
	for _, p := range []Place{{-1, 0}, {99, 1}, {3, 4}} {
		if other.Seek(p) {
			t.Errorf("%v is taken", p)
		}
	}
}

// rows writes n rows i, i².
func rows(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strconv.Itoa(i) + "," + strconv.Itoa(i%1000*(i%1000)) + "\n")
	}
	return b.String()
}

// A sample of a million rows holds what it may and no more, and each row has
// the same chance: the mean of the row numbers is that of a uniform draw.
func TestSampleOfAMillion(t *testing.T) {
	const n, most = 1_000_000, 2000
	r, err := NewReader(rows(n))
	if err != nil {
		t.Fatal(err)
	}
	s := NewSample(2, most, 7)
	for more := true; more; {
		if more, err = s.Take(r, 10_000); err != nil {
			t.Fatal(err)
		}
	}
	if s.Seen != n || s.Len() != most || cap(s.Rows) != 2*most || r.Done() != 1 {
		t.Fatalf("%d of %d in room for %d, %v read", s.Len(), s.Seen, cap(s.Rows), r.Done())
	}
	mean := 0.0
	for i := range most {
		x, y := s.Rows[2*i], s.Rows[2*i+1]
		if m := math.Mod(x, 1000); y != m*m {
			t.Fatalf("row %v has %v", x, y)
		}
		mean += x / most
	}
	if sd := n / math.Sqrt(12*most); math.Abs(mean-n/2) > 4*sd {
		t.Errorf("the mean row is %v", mean)
	}
}

func TestShortSampleIsWhole(t *testing.T) {
	r, _ := NewReader("1\n2\n3\n")
	s := NewSample(1, 10, 1)
	if more, err := s.Take(r, 100); more || err != nil || !slices.Equal(s.Rows, []float64{1, 2, 3}) {
		t.Errorf("%v, %v, %v", s.Rows, more, err)
	}
}

func TestDistinct(t *testing.T) {
	if Distinct([]float64{2, 2, 2}, 2) || !Distinct([]float64{2, 2, 3}, 2) || Distinct(nil, 1) {
		t.Error("distinct values are miscounted")
	}
}

// Whatever the text, it is read or refused with its place, and what is read is
// finite and of one width.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"1,2\n3,4", "x;y\n1;2", "\"a\",\"\n1", "\ufeff\t", "1,\"2", ",\n,"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		columns, err := Read(text)
		var wrong *Error
		if err != nil && !errors.As(err, &wrong) {
			t.Fatal(err)
		}
		for _, c := range columns {
			if err == nil && len(c) != len(columns[0]) {
				t.Fatal("columns of different lengths")
			}
			for _, v := range c {
				if math.IsNaN(v) || math.IsInf(v, 0) {
					t.Fatal(v)
				}
			}
		}
	})
}

func BenchmarkReadMillion(b *testing.B) {
	text := rows(1_000_000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		r, _ := NewReader(text)
		s := NewSample(2, 2000, 1)
		s.Take(r, 2_000_000)
	}
}

// A reader and a sample that were read from bytes in the middle of a text go on
// to the same rows.
func TestReadingGoesOn(t *testing.T) {
	text := rows(5000)
	r, _ := NewReader(text)
	s := NewSample(2, 100, 3)
	if _, err := s.Take(r, 3000); err != nil {
		t.Fatal(err)
	}
	c := codec.NewEncoder(nil)
	r.State(c)
	s.State(c)
	r2, _ := NewReader(text)
	s2 := NewSample(2, 100, 3)
	d := codec.NewDecoder(c.Bytes())
	r2.State(d)
	s2.State(d)
	if err := d.Done(); err != nil {
		t.Fatal(err)
	}
	s.Take(r, 5000)
	s2.Take(r2, 5000)
	if s.Seen != 5000 || s2.Seen != 5000 || !slices.Equal(s.Rows, s2.Rows) {
		t.Errorf("%d rows and %d, %v and %v", s.Seen, s2.Seen, s.Rows[:6], s2.Rows[:6])
	}
	d = codec.NewDecoder(c.Bytes())
	if short, _ := NewReader("1,2\n"); true {
		short.State(d)
	}
	if d.Err() == nil {
		t.Error("a place beyond the text passes")
	}
}
