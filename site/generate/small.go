package main

import (
	"errors"
	"path"

	"github.com/evanw/esbuild/pkg/api"
)

// small returns a script or a style sheet without what only its readers need:
// comments and white space. Names and syntax stay, so that an error in a
// visitor's console can be found in the source. Other files stay as they are.
func small(name string, data []byte) ([]byte, error) {
	loader, ok := map[string]api.Loader{".js": api.LoaderJS, ".css": api.LoaderCSS}[path.Ext(name)]
	if !ok {
		return data, nil
	}
	r := api.Transform(string(data), api.TransformOptions{
		Loader: loader, MinifyWhitespace: true, Charset: api.CharsetUTF8, LegalComments: api.LegalCommentsNone,
	})
	if len(r.Errors) > 0 {
		return nil, errors.New(name + ": " + r.Errors[0].Text)
	}
	return r.Code, nil
}
