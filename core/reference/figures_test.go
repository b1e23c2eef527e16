//go:build figures

package reference

func init() { figures = true }
