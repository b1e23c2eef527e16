//go:build figures

package collocate

func init() { figures = true }
