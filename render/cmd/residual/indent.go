package main

// indent lays out JSON that has no spaces: each field on a line of its own, and
// each thing of a list, but a list of numbers and words stays on one.
func indent(json []byte) []byte {
	var out []byte
	line := "\n"
	for len(json) > 0 {
		c, n := json[0], max(1, unit(json))
		switch {
		case n > 1:
			out = append(out, json[:n]...)
		case c == '{' || c == '[':
			line += "  "
			out = append(append(out, c), line...)
		case c == '}' || c == ']':
			line = line[:len(line)-2]
			out = append(append(out, line...), c)
		case c == ',':
			out = append(append(out, c), line...)
		case c == ':':
			out = append(out, ": "...)
		default:
			out = append(out, c)
		}
		json = json[n:]
	}
	return out
}

// unit is the length of a text, of a list without lists and objects or of an empty
// object at the start of json; 0: something else stands there.
func unit(json []byte) int {
	switch json[0] {
	case '"':
		return quoted(json)
	case '[':
		for i := 1; i < len(json); i++ {
			switch json[i] {
			case '"':
				i += quoted(json[i:]) - 1
			case '[', '{':
				return 0
			case ']':
				return i + 1
			}
		}
	case '{':
		if json[1] == '}' {
			return 2
		}
	}
	return 0
}

// quoted is the length of the text at the start of json.
func quoted(json []byte) int {
	for i := 1; ; i++ {
		switch json[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
}
