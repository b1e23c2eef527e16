package main

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"

	"residual/tests/bench/task"
)

// A server hands the page, the contenders and the inputs of tasks to a browser
// and takes answers from it.
type server struct {
	*httptest.Server
	mu      sync.Mutex
	inputs  map[string][]byte // by task
	answers map[string][]byte // by lane
}

func serve(web string) (*server, error) {
	s := &server{inputs: map[string][]byte{}, answers: map[string][]byte{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /inputs/{task}", s.give)
	mux.HandleFunc("POST /answer/{lane}", s.take)
	mux.Handle("/", http.FileServer(http.Dir(web)))
	s.Server = httptest.NewServer(mux)
	return s, nil
}

func (s *server) give(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	w.Write(s.inputs[r.PathValue("task")])
}

func (s *server) take(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answers[r.PathValue("lane")] = body
}

// answer is what a lane has handed in.
func (s *server) answer(lane string) []float64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	raw := s.answers[lane]
	delete(s.answers, lane)
	z := make([]float64, len(raw)/8)
	for i := range z {
		z[i] = math.Float64frombits(binary.LittleEndian.Uint64(raw[8*i:]))
	}
	return z
}

// offer is t as a contender in the browser gets it: JSON that says where its
// inputs are. Inputs of earlier tasks are dropped.
func (s *server) offer(key string, t task.Task, in task.Inputs) string {
	type array struct {
		Name   string `json:"name"`
		Length int    `json:"length"`
	}
	m := struct {
		task.Task
		Rate        float64 `json:"rate"`
		Diffusivity float64 `json:"diffusivity"`
		Cutoff      float64 `json:"cutoff"`
		Inputs      string  `json:"inputs"`
		Arrays      []array `json:"arrays"`
	}{t, task.Rate, task.Diffusivity, task.Cutoff, "/inputs/" + key, []array{}}
	for _, a := range in {
		m.Arrays = append(m.Arrays, array{a.Name, len(a.Values)})
	}
	text, err := json.Marshal(m)
	if err != nil {
		panic(err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.inputs[key] = in.Bytes()
	return string(text)
}

// script is text as a JavaScript call of f, each argument a value.
func script(f string, args ...any) string {
	var all []string
	for _, a := range args {
		text, err := json.Marshal(a)
		if err != nil {
			panic(err)
		}
		all = append(all, string(text))
	}
	return fmt.Sprintf("%s(%s)", f, strings.Join(all, ","))
}
