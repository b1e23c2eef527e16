package engines_test

import (
	"bufio"
	"fmt"
	"image"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func openChromium(profile, address string, size image.Point) []string {
	return []string{
		"--headless", "--no-sandbox", "--hide-scrollbars", "--disable-quic", "--no-first-run",
		"--disable-component-update", "--disable-background-networking",
		"--user-data-dir=" + profile, fmt.Sprintf("--window-size=%d,%d", size.X, size.Y), address,
	}
}

// openFirefox writes settings too: WebGL by software, and no page of its own.
func openFirefox(profile, address string, size image.Point) []string {
	settings := `user_pref("webgl.force-enabled", true);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("browser.aboutwelcome.enabled", false);
`
	if err := os.WriteFile(filepath.Join(profile, "user.js"), []byte(settings), 0o600); err != nil {
		panic(err)
	}
	return []string{
		"--headless", "--no-remote", "--profile", profile,
		"--window-size", fmt.Sprintf("%d,%d", size.X, size.Y), address,
	}
}

func openWebKit(_, address string, size image.Point) []string {
	return []string{fmt.Sprintf("--geometry=%dx%d", size.X, size.Y), address}
}

// onScreen starts a screen that nobody sees, for browsers that need one, and says so
// to what is started later.
func onScreen(t *testing.T, size image.Point) {
	t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	c := exec.Command("Xvfb", "-displayfd", "3", "-nolisten", "tcp", "-screen", "0", fmt.Sprintf("%dx%dx24", size.X, size.Y))
	c.ExtraFiles = []*os.File{write}
	if err := c.Start(); err != nil {
		t.Skip("WebKitGTK needs a screen: ", err)
	}
	write.Close()
	t.Cleanup(func() { c.Process.Kill(); c.Wait() })
	number, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("DISPLAY", ":"+strings.TrimSpace(number))
}

// pictureWebKit asks WebKitGTK's own driver.
func pictureWebKit(t *testing.T, command, address string, size image.Point) image.Image {
	t.Helper()
	onScreen(t, size.Add(image.Pt(50, 150)))
	port := freePort(t)
	start(t, "WebKitWebDriver", fmt.Sprintf("--port=%d", port))
	d := driver{t, fmt.Sprintf("http://127.0.0.1:%d/session", port)}
	d.begin(command)
	d.ask("POST", "/window/rect", map[string]any{"width": size.X, "height": size.Y + 60})
	d.ask("POST", "/url", map[string]any{"url": address})
	return decode(t, d.screenshot())
}

func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}
