package engines_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"testing"
	"time"
)

// A driver steers a browser by the commands of WebDriver, as many of them as these
// tests need (W3C, WebDriver, Recommendation of 2018): WebKitGTK takes them by HTTP,
// Firefox by the names that it gives them.
type driver struct {
	t    *testing.T
	send func(c command, body, reply any) error
}

// A command has a method and a path, and a name.
type command struct{ method, path, name string }

var (
	openPage   = command{"POST", "/url", "Navigate"}
	setRect    = command{"POST", "/window/rect", "SetWindowRect"}
	setTimes   = command{"POST", "/timeouts", "SetTimeouts"}
	runScript  = command{"POST", "/execute/async", "ExecuteAsyncScript"}
	perform    = command{"POST", "/actions", "PerformActions"}
	screenshot = command{"GET", "/screenshot", "TakeScreenshot"}
)

func (d driver) ask(c command, body, reply any) {
	d.t.Helper()
	if err := d.send(c, body, reply); err != nil {
		d.t.Fatal(err)
	}
}

func (d driver) screenshot() (picture []byte) {
	d.t.Helper()
	d.ask(screenshot, map[string]any{"full": false}, &picture) // JSON has bytes in base 64
	return picture
}

// press presses a key and lets it go, wherever the focus is.
func (d driver) press(key string) {
	d.t.Helper()
	d.act("key", map[string]any{"type": "keyDown", "value": key}, map[string]any{"type": "keyUp", "value": key})
}

// click presses the mouse at a place of the window.
func (d driver) click(x, y float64) {
	d.t.Helper()
	d.act("pointer", map[string]any{"type": "pointerMove", "x": int(x), "y": int(y)},
		map[string]any{"type": "pointerDown", "button": 0}, map[string]any{"type": "pointerUp", "button": 0})
}

func (d driver) act(device string, actions ...any) {
	d.t.Helper()
	d.ask(perform, map[string]any{"actions": []any{map[string]any{"type": device, "id": device, "actions": actions}}}, nil)
}

// find runs the body of an asynchronous function in the page and reads what it
// returns.
func (d driver) find(body string, reply any) {
	d.t.Helper()
	script := `const done = arguments[arguments.length - 1];
		(async () => {` + helpers + body + `})().then((value) => done({value}), (error) => done({error: String(error)}));`
	var result struct {
		Value json.RawMessage
		Error string
	}
	d.ask(runScript, map[string]any{"script": script, "args": []any{}, "sandbox": nil, "newSandbox": false}, &result)
	if result.Error != "" {
		d.t.Fatalf("%s in: %s", result.Error, body)
	}
	if reply != nil {
		if err := json.Unmarshal(result.Value, reply); err != nil {
			d.t.Fatalf("%v: %s", err, result.Value)
		}
	}
}

// helpers are for the scripts.
const helpers = `
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const until = async (what, seconds = 100) => {
	for (const end = performance.now() + seconds * 1000; performance.now() < end; await sleep(20)) {
		const v = await what();
		if (v) return v;
	}
	throw new Error('in vain: ' + what);
};
`

// begin opens a session of a browser that may just have been started.
func (d driver) begin(open func() error) {
	d.t.Helper()
	for wait := time.Now(); ; time.Sleep(100 * time.Millisecond) {
		err := open()
		if err == nil {
			break
		}
		if time.Since(wait) > time.Minute {
			d.t.Fatal(err)
		}
	}
	d.ask(setTimes, map[string]any{"script": patience.Milliseconds()}, nil)
}

// driveWebKit starts WebKitGTK's own driver, which starts the browser.
func driveWebKit(t *testing.T, program string) driver {
	t.Helper()
	port := freePort(t)
	start(t, "WebKitWebDriver", fmt.Sprintf("--port=%d", port))
	address := fmt.Sprintf("http://127.0.0.1:%d/session", port)
	d := driver{t, func(c command, body, reply any) error { return post(c.method, address+c.path, body, reply) }}
	d.begin(func() error {
		var reply struct{ SessionID string }
		err := post("POST", address, map[string]any{"capabilities": map[string]any{"alwaysMatch": map[string]any{
			"webkitgtk:browserOptions": map[string]any{"binary": program, "args": []string{"--automation"}},
		}}}, &reply)
		if err == nil {
			address += "/" + reply.SessionID
		}
		return err
	})
	t.Cleanup(func() { post("DELETE", address, nil, nil) })
	return d
}

// post sends a command by HTTP; its answer is the value of an object.
func post(method, address string, body, reply any) error {
	text, err := json.Marshal(body)
	if err != nil {
		return err
	}
	request, err := http.NewRequest(method, address, bytes.NewReader(text))
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	var value struct{ Value json.RawMessage }
	if err := json.NewDecoder(answer.Body).Decode(&value); err != nil {
		return fmt.Errorf("%s %s: %w", method, address, err)
	}
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("%s %s: %s %s", method, address, answer.Status, value.Value)
	}
	return unless(reply, value.Value)
}

// unless reads a value into reply, unless that is nil.
func unless(reply any, value json.RawMessage) error {
	if reply == nil {
		return nil
	}
	return json.Unmarshal(value, reply)
}
