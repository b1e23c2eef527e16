package engines_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"image"
	"io"
	"net"
	"strconv"
	"testing"
)

// driveFirefox starts Firefox with Marionette, its own way of being steered: each
// message is the number of its bytes, a colon, and a JSON list,
//
//	[0, number, name, body]    a command
//	[1, number, error, reply]  its answer
//
// (Firefox Source Docs, Remote Protocols, Marionette, Protocol).
func driveFirefox(t *testing.T, program string) driver {
	t.Helper()
	port := freePort(t)
	arguments := showFirefox(profile(t), image.Pt(1000, 800), fmt.Sprintf(`"marionette.port", %d`, port))
	start(t, program, append(arguments, "--marionette")...)
	m := &marionette{}
	d := driver{t, func(c command, body, reply any) error { return m.send("WebDriver:"+c.name, body, reply) }}
	d.begin(func() error {
		if err := m.join(fmt.Sprintf("127.0.0.1:%d", port)); err != nil {
			return err
		}
		return m.send("WebDriver:NewSession", map[string]any{}, nil)
	})
	t.Cleanup(func() { m.end.Close() })
	return d
}

// A marionette is the connection with a Firefox.
type marionette struct {
	end    net.Conn
	read   *bufio.Reader
	number int
}

// join connects, and reads the greeting.
func (m *marionette) join(address string) (err error) {
	if m.end, err = net.Dial("tcp", address); err != nil {
		return err
	}
	m.read = bufio.NewReader(m.end)
	_, err = m.receive()
	return err
}

func (m *marionette) receive() ([]byte, error) {
	digits, err := m.read.ReadString(':')
	if err != nil {
		return nil, err
	}
	n, err := strconv.Atoi(digits[:len(digits)-1])
	if err != nil {
		return nil, err
	}
	message := make([]byte, n)
	_, err = io.ReadFull(m.read, message)
	return message, err
}

func (m *marionette) send(name string, body, reply any) error {
	m.number++
	message, err := json.Marshal([]any{0, m.number, name, body})
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(m.end, "%d:%s", len(message), message); err != nil {
		return err
	}
	answer, err := m.receive()
	if err != nil {
		return err
	}
	var parts [4]json.RawMessage
	if err := json.Unmarshal(answer, &parts); err != nil {
		return err
	}
	if string(parts[2]) != "null" {
		return fmt.Errorf("%s: %s", name, parts[2])
	}
	var wrapped struct{ Value json.RawMessage }
	if err := json.Unmarshal(parts[3], &wrapped); err != nil || wrapped.Value == nil {
		return err
	}
	return unless(reply, wrapped.Value)
}
