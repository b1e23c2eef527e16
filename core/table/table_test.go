package table

import (
	"errors"
	"math"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"residual/core/codec"
)

func TestRead(t *testing.T) {
	for text, want := range map[string][][]float64{
		"1, 2\n3, 4\n":                        {{1, 3}, {2, 4}},
		"x,y\n1,2\n3,4":                       {{1, 3}, {2, 4}},
		"\ufeffx;y\r\n1;2\r\n\r\n 3 ; 4 \r\n": {{1, 3}, {2, 4}},
		"\n\na\tb\n1\t-2e-3\n":                {{1}, {-2e-3}},
		"5\n6\n7":                             {{5, 6, 7}},
		"5":                                   {{5}},
		"speed\n5\n":                          {{5}},
		"\"v, km/h\",\"y\"\n\"1.5\",2\n":      {{1.5}, {2}},
		"1,2,3":                               {{1}, {2}, {3}},

		// line ends, blanks, comments, remarks, units
		"x,y\r1.5,2\r3,4\r":                                        {{1.5, 3}, {2, 4}},
		"1.5,2\r\r\n3,4\n\r5,6":                                    {{1.5, 3, 5}, {2, 4, 6}},
		"# made by hand\nx,y\n1,2\n # 3,4\n;;\n,\n5,6\n":           {{1, 5}, {2, 6}},
		"sep=;\n1,5;2\n":                                           {{1.5}, {2}},
		"sep=;\n25,15\n":                                           {{25.15}},
		"\"sep=,\"\r\n25,15\r\n":                                   {{25}, {15}},
		"x,y\ns,m\n1,2":                                            {{1}, {2}},
		"Run 5 of 7\nSamples,100\nx,y\n1,2\n3,4":                   {{1, 3}, {2, 4}},
		"Measured on 2020-01-01\n2020-01-01\nspeed\n25,15\n24,9\n": {{25.15, 24.9}},
		"a | b\n---|---\n1.5 | 2\n":                                {{1.5}, {2}},
		"1 2\n3  4\n":                                              {{1, 3}, {2, 4}},
		"  1\t 2\n3  4\n":                                          {{1, 3}, {2, 4}},
		"\u00a01.5\u00a0,\u202f\u22122\n\u20093,\u20114e\u22121\n": {{1.5, 3}, {-2, -0.4}},
		"1.5D+03\n2d0\n.5\n5.\n":                                   {{1500, 2, 0.5, 5}},
		"Zürich;1,5\nBern;2,25\n":                                  {{1.5, 2.25}},
		"id,name,y\n1,a,5\n2,b,6\n":                                {{1, 2}, {5, 6}},
		"1.5,2,\n3,4,\n":                                           {{1.5, 3}, {2, 4}},
		"1.5,2\n3,4,,\n":                                           {{1.5, 3}, {2, 4}},
		"25,\n24,\n":                                               {{25, 24}},
		",x\n,1\n,2\n":                                             {{1, 2}},
		"x\n1 234,5\n2,5\n":                                        {{1234.5, 2.5}},
		"1'234.5\n2’000\n":                                         {{1234.5, 2000}},
		"1\u202f234\n2\u00a0000\n":                                 {{1234, 2000}},

		// commas that leave no doubt
		"speed\n25,15\n24,9\n":              {{25.15, 24.9}},
		"1,5;2,5\n":                         {{1.5}, {2.5}},
		"1,5 2,5\n":                         {{1.5}, {2.5}},
		"x;y\n1,5;2\n":                      {{1.5}, {2}},
		"1;2\n3;4,5\n":                      {{1, 3}, {2, 4.5}},
		"0,123;1,000\n":                     {{0.123}, {1}},
		"\"1,5\",\"2,5\"\n":                 {{1.5}, {2.5}},
		"1.234,5;2\n":                       {{1234.5}, {2}},
		"1,234.5;2\n1,000;3\n":              {{1234.5, 1000}, {2, 3}},
		"1.234\n2.345\n":                    {{1.234, 2.345}},
		"25,15\n24,-9\n":                    {{25, 24}, {15, -9}},
		"25.5,15\n24,9\n":                   {{25.5, 24}, {15, 9}},
		"10,20,30,40,50":                    {{10}, {20}, {30}, {40}, {50}},
		"110,120,130,140,150\n1,2,3,4,5\n":  {{110, 1}, {120, 2}, {130, 3}, {140, 4}, {150, 5}},
		"1\n2\n25,15\n":                     {{1, 2, 25.15}},
		"5 km\n6 km\n":                      {{5, 6}},
		"1,2\n3\n4,5\n":                     {{1.2, 3, 4.5}},
		"pressure\n1,013e5\n\u22121,5E−3\n": {{1.013e5, -1.5e-3}},
	} {
		got, err := Read(text)
		if err != nil || !slices.EqualFunc(got, want, slices.Equal) {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	if r, err := NewReader("\"v, km/h\" , y\n1,2"); err != nil || !slices.Equal(r.Names(), []string{"v, km/h", "y"}) {
		t.Errorf("%+v, %v", r, err)
	}
}

// What is wrong is said with its place.
func TestWrong(t *testing.T) {
	for text, want := range map[string]Error{
		"":                              {0, 0, "there is nothing in it"},
		" \n\t\n":                       {0, 0, "there is nothing in it"},
		"# only\n;;\n":                  {0, 0, "there is nothing in it"},
		"x,y\n\n":                       {0, 0, "no numbers"},
		"1,2\n3,four\n":                 {2, 2, `"four" is not a number`},
		"1,2\n\n3,\n":                   {3, 2, "is empty"},
		"1,2\n,4\n":                     {2, 1, "is empty"},
		"1,,2\n3,4,5\n":                 {1, 2, "is empty"},
		"1,2\nNaN,4\n":                  {2, 1, `"NaN" is no finite number`},
		"1,2\n#N/A,4\n":                 {2, 1, `"#N/A" is no finite number`},
		"NaN\n1\n2\n":                   {1, 1, `"NaN" is no finite number`},
		"x,y\n1,NA\n2,3\n":              {2, 2, `"NA" is no finite number`},
		"1,2\n3,NA\n":                   {2, 2, `"NA" is no finite number`},
		"1,2\n3,-inf\n":                 {2, 2, "no finite number"},
		"1,2\n3,1e999\n":                {2, 2, "too large"},
		"1,2\n3,4,5\n":                  {2, 0, "has 3 columns and the first row 2 columns; a comma parts columns here"},
		"1;2\n3\n":                      {2, 0, "has 1 column and the first row 2 columns"},
		"1,x\n2,3\n":                    {1, 2, `"x" is not a number`},
		"Samples,100,x\n1,y\n2,3\n":     {2, 2, `"y" is not a number`},
		"5\nx,y\n1,2\n":                 {2, 1, `"x`},
		"1\n" + strings.Repeat("é", 99): {2, 1, `"` + strings.Repeat("é", 24) + `…" is not`},
		"x;y\n2020-01-01;5\n":           {2, 1, "is a date"},
		"12:30;5\n12:31;6\n":            {1, 1, "is a date or a time"},
		"5km\n6km\n":                    {1, 1, "without units"},
		"50%\n":                         {1, 1, "without units"},
		"0x10\n":                        {1, 1, "is not a number"},
		"1,5;2.5\n":                     {1, 1, "has a decimal comma, and other numbers here have none; write 1.5"},

		// commas and spaces that may be either
		"25,15\n24,90\n":            {1, 0, "for the 2 columns 25 and 15 write 25;15, for the one number 25.15 write 25.15"},
		"0,0123\n":                  {1, 0, "for the 2 columns 0 and 123 write 0;123, for the one number 0.0123 write 0.0123"},
		"1,2\n3,4\n":                {1, 0, "two ways"},
		"x\n1,500\n2,250\n":         {2, 0, "two ways"},
		"1,500;2\n":                 {1, 0, "for the 2 columns 1.5 and 2 write 1.5;2, for the 2 columns 1500 and 2 write 1500;2"},
		"1,000;0.5\n":               {1, 1, "for 1000 write 1000, for a decimal comma write 1.000"},
		"1 234\n5 678\n":            {1, 0, "two ways"},
		"1,234,567\n":               {1, 0, "for the 3 columns 1 and 234 and 567 write 1;234;567, for the one number 1234567 write 1234567"},
		"My file\n\nx,y\n1,5,2,5\n": {4, 0, "has 4 columns and the names above 2 columns; write decimals with a point"},
	} {
		_, err := Read(text)
		var got *Error
		if !errors.As(err, &got) || got.Line != want.Line || got.Column != want.Column || !strings.Contains(err.Error(), want.Reason) {
			t.Errorf("%q: %v, want %v", text, err, &want)
		}
	}
}

// What is advised is read, and as it was said.
func TestAdviceIsRead(t *testing.T) {
	for text, want := range map[string][][]float64{
		"25;15":        {{25}, {15}},
		"25.15":        {{25.15}},
		"0;123":        {{0}, {123}},
		"0.0123":       {{0.0123}},
		"1000;0.5":     {{1000}, {0.5}},
		"1.000;0.5":    {{1}, {0.5}},
		"1.5;2":        {{1.5}, {2}},
		"1500;2":       {{1500}, {2}},
		"1;234;567":    {{1}, {234}, {567}},
		"x,y\n25,15\n": {{25}, {15}},
	} {
		if got, err := Read(text); err != nil || !slices.EqualFunc(got, want, slices.Equal) {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
}

// A column that only counts the rows is left out where it is called so, and named
// where it is one too many; other advice fits its case.
func TestWant(t *testing.T) {
	for _, c := range []struct {
		text string
		n    int
		want string // "" where it is read
	}{
		{"1.5,2\n2.5,3\n", 2, ""},
		{",x,y\n0,1.5,2\n1,3,4\n2,5,6\n", 2, ""},
		{"Nr.;x;y\n1;1,5;2\n2;3;4\n3;5;6\n", 2, ""},
		{"name,x,y\na,1,2\nb,3,4\n", 2, ""},
		{"n,y\n1,2\n2,4\n3,6\n", 2, ""},
		{"1,1.5,2\n2,3,4\n3,5,6\n", 2, "line 1: has 3 columns of numbers; give 2 columns; column 1 only counts the rows: leave it out"},
		{"1,9,2\n5,3,4\n3,5,6\n", 2, "give 2 columns: leave out the others"},
		{"1,5,2,5\n3,1,4,2\n", 2, "if these are decimal commas, write points"},
		{"5\n6\n", 2, "line 1: has 1 column of numbers; give 2 columns, parted by"},
		{"a,5\nb,6\n", 2, `"a" is not a number`},
	} {
		r, err := NewReader(c.text)
		if err == nil {
			err = r.Want(c.n)
		}
		if c.want == "" && (err != nil || r.Columns != c.n) || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%q: %v, want %q", c.text, err, c.want)
		}
	}
}

// all are the numbers of a Reader of lists.
func all(text string) (v []float64, err error) {
	r, err := NewList(text)
	if err != nil {
		return nil, err
	}
	row := make([]float64, r.Columns)
	for {
		more, err := r.Next(row)
		if err != nil || !more {
			return v, err
		}
		v = append(v, row[0])
	}
}

func TestList(t *testing.T) {
	for text, want := range map[string][]float64{
		"5":                                  {5},
		"1,2,3,4,5,6":                        {1, 2, 3, 4, 5, 6},
		"speeds of light\n1; 2,5; 3;4; \n\n": {1, 2.5, 3, 4},
		"1 2\t3  4 5":                        {1, 2, 3, 4, 5},
		"120,130,140,150,160\n":              {120, 130, 140, 150, 160},
		"a,b,c\n1,2,3\n":                     {1},
		"7,2\n9,3\n4,-1\n":                   {7, 9, 4},
		"name,x\na,2\nb,3\n":                 {2, 3},
		",x\n0,2.5\n1,3.5\n2,1\n":            {2.5, 3.5, 1},
	} {
		if got, err := all(text); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	for text, want := range map[string]string{
		"25,15":                       "line 1: can be read in two ways",
		"1,0.5\n2,0.7\n3,0.9\n":       "column 1 only counts the rows: leave it out",
		"1,2,3,x,5,6":                 `line 1, column 4: "x" is not a number`,
		"1, 2, 3, 4,\n5, 6, 7, 8, 9,": "line 2: has 5 columns",
	} {
		if _, err := all(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
	long := strings.Repeat("1,2.5,", 200_000)
	got, err := all(long + "7")
	if err != nil || len(got) != 400_001 || got[1] != 2.5 || got[400_000] != 7 {
		t.Errorf("%d numbers, %v", len(got), err)
	}
	if _, err := all(long + "seven"); err == nil || !strings.Contains(err.Error(), "line 1, column 400001: ") {
		t.Error(err)
	}
}

// The rows are shown as they are understood, with what was passed over.
func TestDescribe(t *testing.T) {
	for text, want := range map[string]string{
		"My file\nt;v\ns;m/s\n1,5;2\n3;4\n": "Read as 2 columns (t, v), parted by a semicolon, with decimal commas: (1.5, 2), (3, 4). Passed over: 1 line above.",
		"x,,name\n1,,a\n2,,b\n3,,c\n4,,d\n": "Read as 1 column (x), parted by a comma: 1, 2, 3, …. Passed over: column 2 (empty), column 3 (words).",
		"5\n1e-9\n":                         "Read as 1 column: 5, 1e-09.",
		"1,234.5\n1,234,567.5\n":            "Read as 1 column, with commas between thousands: 1234.5, 1234567.5.",
	} {
		r, err := NewReader(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
		} else if got := r.Describe(3); got != want {
			t.Errorf("%q: %s", text, got)
		}
	}
	if r, _ := NewList("1,2,3,4,5,6"); r.Describe(3) != "Read as one line of numbers, parted by a comma: 1, 2, 3, …." {
		t.Error(r.Describe(3))
	}
}

// A Reader set to the place of another goes on as that does.
func TestSeek(t *testing.T) {
	text := "x,y\n1,2\n\n3,4\n" + strings.Repeat("5,6\n", headBytes/4) + "5,six" // beyond what NewReader looks at
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
	var err error
	for more := true; more; {
		more, err = other.Next(row)
	}
	if err == nil || !strings.HasPrefix(err.Error(), "line 65541, column 2: ") {
		t.Error(err)
	}
	for _, p := range []Place{{-1, 0}, {len(text) + 1, 1}, {3, 4}} {
		if other.Seek(p) {
			t.Errorf("%v is taken", p)
		}
	}
}

// rows writes n rows i, i².
func rows(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strconv.Itoa(i) + ", " + strconv.Itoa(i%1000*(i%1000)) + "\n")
	}
	return b.String()
}

// Where many blank lines or remarks come first, the rows are found.
func TestFarBelow(t *testing.T) {
	for _, above := range []string{"\n", "# made by hand\n", " \t \r"} {
		if got, err := Read(strings.Repeat(above, headBytes) + "25,15;1\n"); err != nil || got[0][0] != 25.15 {
			t.Errorf("%q: %v, %v", above, got, err)
		}
	}
	for text, want := range map[string]string{
		strings.Repeat("No numbers\n", headBytes/8) + "5": "in its first 256 KB there are words and no numbers",
		strings.Repeat("1", 2*headBytes):                  "too large a number",
	} {
		if _, err := Read(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Error(err)
		}
	}
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
// finite, of one width, and read the same if it is written without any doubt.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"1,2\n3,4", "x;y\n1;2", "\"a\",\"\n1", "\ufeff\t", "1,\"2", ",\n,", "25,15\r24,9", "sep=;\n1,5;2",
		"# a\nx y\n1 2", "1.234,5;2", "a,1,,\nb,2", "1 234\u00a0567", "1,2,3,4,5,6", "Run 5\nx,y\ns,m\n1,2", "#N/A;1", "\u22121e\u20132"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		columns, err := Read(text)
		var wrong *Error
		if err != nil {
			if !errors.As(err, &wrong) || wrong.Line < 0 || wrong.Line > 1+strings.Count(text, "\n")+strings.Count(text, "\r") {
				t.Fatal(err)
			}
			return
		}
		plain := ""
		for i := range columns[0] {
			for k, c := range columns {
				if len(c) != len(columns[0]) || math.IsNaN(c[i]) || math.IsInf(c[i], 0) {
					t.Fatal("columns of different lengths, or what is no number")
				}
				plain += strconv.FormatFloat(c[i], 'g', -1, 64) + [...]string{0: ";", 1: "\n"}[(k+1)/len(columns)]
			}
		}
		if again, err := Read(plain); err != nil || !slices.EqualFunc(again, columns, slices.Equal) {
			t.Fatalf("%q is %v, %v", plain, again, err)
		}
		if r, err := NewReader(text); err != nil || r.Describe(2) == "" {
			t.Fatal("it is not described")
		} else if err := r.Want(1); err != nil && !errors.As(err, &wrong) {
			t.Fatal(err)
		}
		if _, err := all(text); err != nil && !errors.As(err, &wrong) {
			t.Fatal(err)
		}
	})
}

// The time a reader takes, and the memory it passes through, grow no faster than
// the text, whatever is in it.
func TestLargeTexts(t *testing.T) {
	const size, longest = 1 << 21, 20 * time.Second // the square of the size would take minutes
	for name, text := range map[string]string{
		"rows":        "x;y\n" + strings.Repeat("1,5;2\n", size/6),
		"lone CR":     "x;y\r" + strings.Repeat("1,5;2\r", size/6),
		"one line":    strings.Repeat("1.5;2;", size/6),
		"one cell":    strings.Repeat("1", size),
		"blank lines": strings.Repeat("\n", size) + "5",
		"blanks":      strings.Repeat(" ", size) + "5",
		"comments":    strings.Repeat("# 1,2\n", size/6) + "5",
		"words":       strings.Repeat("Words, words\n", size/13) + "5,6",
		"quotes":      strings.Repeat("\"", size),
		"separators":  "1" + strings.Repeat(",", size) + "2",
		"dashes":      strings.Repeat("−", size/3),
		"groups":      "1" + strings.Repeat(",000", size/4),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		for _, open := range []func(string) (*Reader, error){NewReader, NewList} {
			if r, err := open(text); err == nil {
				s, more := NewSample(r.Columns, 100, 1), true
				for more && err == nil {
					more, err = s.Take(r, 1<<20)
				}
			}
		}
		runtime.ReadMemStats(&after)
		if took, bytes := time.Since(start), after.TotalAlloc-before.TotalAlloc; took > longest || bytes > 24*size {
			t.Errorf("%s: %v, %d bytes", name, took, bytes)
		}
	}
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
	if short, _ := NewReader("1;2\n"); true {
		short.State(d)
	}
	if d.Err() == nil {
		t.Error("a place beyond the text passes")
	}
}
