package fit

// Fits is how many bytes Open would take within a budget, or its error. Nothing is
// allocated, and the room can still be opened.
func (r *Room) Fits(budget int64) (int64, error) {
	_, _, all, err := r.plan(budget)
	return all, err
}
