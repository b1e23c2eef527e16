package ad

import (
	"reflect"
	"testing"
)

// TestEveryOpIsComplete: every operation has the name of its builder, and a rule
// unless it has no arguments or only ends a program.
func TestEveryOpIsComplete(t *testing.T) {
	without := map[Op]bool{Rows: true, Param: true, Fill: true, RowOuter: true}
	program := reflect.TypeFor[*Program]()
	for op := range NumOps {
		if _, ok := program.MethodByName(op.String()); !ok {
			t.Errorf("operation %d is called %q, and Program has no such method", op, op)
		}
		r := &rules[op]
		pushes, pulls := r.push != nil, r.pull != nil
		if whole := r.deriv != nil || r.expand != nil || pushes && pulls; whole == without[op] || pushes != pulls {
			t.Errorf("%v: rule %+v", op, *r)
		}
	}
}
