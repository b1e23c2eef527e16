package table_test

import (
	"fmt"

	"residual/core/table"
)

// Anscombe's first data set (1973): x and y have the means 9 and 7.50.
func ExampleRead() {
	columns, err := table.Read("x;y\n10;8.04\n8;6.95\n13;7.58\n9;8.81\n11;8.33\n14;9.96\n6;7.24\n4;4.26\n12;10.84\n7;4.82\n5;5.68\n")
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, c := range columns {
		sum := 0.0
		for _, v := range c {
			sum += v
		}
		fmt.Printf("mean of column %d: %.2f\n", i+1, sum/float64(len(c)))
	}
	// Output:
	// mean of column 1: 9.00
	// mean of column 2: 7.50
}

func ExampleRead_error() {
	_, err := table.Read("x,y\n1,2\n3,four\n")
	fmt.Println(err)
	// Output:
	// line 3, column 2: "four" is not a number; words may stand above the numbers or in columns of their own, and columns are parted by a tab, a semicolon or a comma
}
