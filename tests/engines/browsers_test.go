package engines_test

import (
	"bufio"
	"fmt"
	"image"
	"image/color"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func openChromium(profile, address string, size image.Point) []string {
	return []string{
		"--headless", "--no-sandbox", "--hide-scrollbars", "--disable-quic", "--no-first-run",
		"--disable-component-update", "--disable-background-networking",
		"--user-data-dir=" + profile, fmt.Sprintf("--window-size=%d,%d", size.X, size.Y), address,
	}
}

func openFirefox(profile, address string, size image.Point) []string {
	return append(showFirefox(profile, size), "--headless", address)
}

// showFirefox writes settings too: WebGL by software, no page of its own, and others.
func showFirefox(profile string, size image.Point, settings ...string) []string {
	all := append(settings, `"webgl.force-enabled", true`, `"browser.shell.checkDefaultBrowser", false`,
		`"datareporting.policy.dataSubmissionEnabled", false`, `"browser.aboutwelcome.enabled", false`)
	text := "user_pref(" + strings.Join(all, ");\nuser_pref(") + ");\n"
	if err := os.WriteFile(filepath.Join(profile, "user.js"), []byte(text), 0o600); err != nil {
		panic(err)
	}
	return []string{"--no-remote", "--profile", profile, "--window-size", fmt.Sprintf("%d,%d", size.X, size.Y)}
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
		t.Skip("it needs a screen: ", err)
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
	d := driveWebKit(t, command)
	d.ask(setRect, map[string]any{"width": size.X, "height": size.Y + 60}, nil)
	d.ask(openPage, map[string]any{"url": address}, nil)
	for range 100 {
		if picture := decode(t, d.screenshot()); painted(picture) {
			return picture
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal("nothing is painted")
	return nil
}

// painted tells whether the paper is there: a window may be black before.
func painted(picture image.Image) bool {
	corner := picture.Bounds().Min
	return color.GrayModel.Convert(picture.At(corner.X, corner.Y)).(color.Gray).Y > 200
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
