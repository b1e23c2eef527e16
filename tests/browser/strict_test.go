package browser_test

import (
	"net/http"
	"testing"
)

// under is the site with one more policy on every answer.
func under(t *testing.T, policy string) (address string) {
	return faulty(t, func(w http.ResponseWriter, r *http.Request, path string, nth int) bool {
		w.Header().Set("Content-Security-Policy", policy)
		return false
	})
}

// A host that asks for Trusted Types has labs that run.
func TestTrustedTypes(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(under(t, "require-trusted-types-for 'script'") + "lab.html?lab=heat&n=32&depth=20&autorun")
	b.do(settled + `await until(() => document.querySelector('.stage.live'));
		await until(() => navigator.serviceWorker.controller);`)
	b.quiet()
}

// In a sandbox without an origin no lab can run, and the page says so at once.
func TestSandbox(t *testing.T) {
	t.Parallel()
	site := under(t, "sandbox allow-scripts")
	b := newTab(t)
	b.open(site + "lab.html?lab=heat&autoload")
	b.do(`await until(() => /No laboratory can run here.*sandbox.*Open it by itself/.test(document.body.innerText), 5);
		if (shown(document, 'button.start')) throw new Error('it offers to start');`)
	b.open(site + "labs/heat.html")
	message := ask[string](b, `await customElements.whenDefined('residual-lab');
		lab().shadowRoot.querySelector('button').click();
		await until(() => /sandbox/.test(lab().shadowRoot.querySelector('[role=alert]').innerText), 5);
		return lab().run().then(() => '', (e) => e.message);`)
	if message == "" {
		t.Error("it says that it runs")
	}
}
