//go:build js

// Command contender offers this project's engine to the benchmark's page: a program for
// a Web Worker that sets a task up, runs it and hands out its answer.
package main

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"syscall/js"

	"residual/tests/bench/task"
	"residual/tests/bench/work"
)

func main() {
	var job *work.Job
	js.Global().Set("engine", map[string]any{
		"setup": js.FuncOf(func(_ js.Value, args []js.Value) any {
			job = setup(args[0].String(), args[1].String(), args[2])
			return job != nil
		}),
		"run": js.FuncOf(func(_ js.Value, args []js.Value) any {
			for range args[0].Int() {
				job.Run()
			}
			return nil
		}),
		"answer":  js.FuncOf(func(js.Value, []js.Value) any { return pack(job.Answer()) }),
		"planned": js.FuncOf(func(js.Value, []js.Value) any { return []any{job.Bytes, job.Flops} }),
	})
	select {}
}

// setup reads a task and its inputs, the arrays of which lie end to end in a
// Uint8Array.
func setup(engine, text string, bytes js.Value) *work.Job {
	var m struct {
		task.Task
		Arrays []struct {
			Name   string
			Length int
		}
	}
	if err := json.Unmarshal([]byte(text), &m); err != nil {
		panic(fmt.Sprint("contender: ", err))
	}
	raw := make([]byte, bytes.Get("length").Int())
	js.CopyBytesToGo(raw, bytes)
	var in task.Inputs
	for _, a := range m.Arrays {
		in = append(in, task.Array{Name: a.Name, Values: floats(raw[:4*a.Length])})
		raw = raw[4*a.Length:]
	}
	return work.New(work.Engine(engine), m.Task, in)
}

func floats(raw []byte) []float32 {
	z := make([]float32, len(raw)/4)
	for i := range z {
		z[i] = math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:]))
	}
	return z
}

// pack is x as the bytes of a Float64Array.
func pack(x []float64) js.Value {
	raw := make([]byte, 0, 8*len(x))
	for _, v := range x {
		raw = binary.LittleEndian.AppendUint64(raw, math.Float64bits(v))
	}
	bytes := js.Global().Get("Uint8Array").New(len(raw))
	js.CopyBytesToJS(bytes, raw)
	return bytes
}
