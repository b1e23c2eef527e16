package fit

// Fits is how many bytes Open would take within a budget, or its error. Nothing is
// allocated, and the room can still be opened.
func (r *Room) Fits(budget int64) (int64, error) {
	wide, err := plans(r.wide, budget-r.fixed-least(r.narrow))
	if err != nil {
		return 0, r.tooSmall(err, least(r.narrow))
	}
	narrow, err := plans(r.narrow, budget-r.fixed-bytes[float64](wide))
	if err != nil {
		return 0, r.tooSmall(err, bytes[float64](wide))
	}
	return r.fixed + bytes[float64](wide) + bytes[float32](narrow), nil
}
