package browser_test

import "testing"

// The poster is of the default run: where a link or an attribute asks for another
// one, a word beside it says so, until there is the run itself.
func TestPosterSaysWhoseItIs(t *testing.T) {
	b := newTab(t)
	const says = `return /default settings/.test(document.querySelector('.note:not([hidden])')?.textContent ?? '')`
	for query, want := range map[string]bool{"": false, "&r=0.24": false, "&r=0.4": true, "&seed=7": true, "&seed=1": false} {
		b.open(site + "lab.html?lab=heat" + query)
		b.do(`await until(() => document.querySelector('.poster') && document.querySelector('button.first'));`)
		if got := ask[bool](b, says); got != want {
			t.Errorf("%q: a word on the default settings: %v, want %v", query, got, want)
		}
	}
	b.open(site + "lab.html?lab=heat&r=0.4&autoload")
	b.do(`await until(() => document.querySelector('.stage.live'));`)
	if ask[bool](b, says) {
		t.Error("the word stands over the run itself")
	}
	b.open(site + "authors.html")
	for line, want := range map[string]bool{`<residual-lab lab="heat"></residual-lab>`: false, `<residual-lab lab="heat" r="0.4"></residual-lab>`: true} {
		got := ask[bool](b, `await customElements.whenDefined('residual-lab');
			const box = document.createElement('div');
			box.innerHTML = '`+line+`';
			document.body.append(box);
			return /default settings/.test(await until(() => box.firstChild.shadowRoot?.querySelector('.small')?.textContent))`)
		if got != want {
			t.Errorf("%s: a word on the default settings: %v, want %v", line, got, want)
		}
	}
}
