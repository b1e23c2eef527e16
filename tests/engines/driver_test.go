package engines_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"testing"
	"time"
)

// A driver speaks WebDriver, as much of it as a picture needs (W3C, WebDriver,
// Recommendation of 2018).
type driver struct {
	t       *testing.T
	session string // its address
}

// begin opens a browser; the driver may just have been started.
func (d *driver) begin(command string) {
	d.t.Helper()
	body := map[string]any{"capabilities": map[string]any{"alwaysMatch": map[string]any{
		"webkitgtk:browserOptions": map[string]any{"binary": command, "args": []string{"--automation"}},
	}}}
	var reply struct {
		Value struct{ SessionID string }
	}
	for wait := time.Now(); ; time.Sleep(100 * time.Millisecond) {
		err := d.try("POST", "", body, &reply)
		if err == nil {
			break
		}
		if time.Since(wait) > time.Minute {
			d.t.Fatal(err)
		}
	}
	d.session += "/" + reply.Value.SessionID
	d.t.Cleanup(func() { d.try("DELETE", "", nil, nil) })
}

func (d *driver) screenshot() []byte {
	d.t.Helper()
	var reply struct{ Value string }
	if err := d.try("GET", "/screenshot", nil, &reply); err != nil {
		d.t.Fatal(err)
	}
	data, err := base64.StdEncoding.DecodeString(reply.Value)
	if err != nil {
		d.t.Fatal(err)
	}
	return data
}

func (d *driver) ask(method, path string, body any) {
	d.t.Helper()
	if err := d.try(method, path, body, nil); err != nil {
		d.t.Fatal(err)
	}
}

func (d *driver) try(method, path string, body, reply any) error {
	text, err := json.Marshal(body)
	if err != nil {
		return err
	}
	request, err := http.NewRequest(method, d.session+path, bytes.NewReader(text))
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("%s %s: %s", method, path, answer.Status)
	}
	if reply == nil {
		return nil
	}
	return json.NewDecoder(answer.Body).Decode(reply)
}
