// Package pinn turns a problem of package law into rows of a least-squares problem for
// networks, and solves it.
//
// # Rows
//
// A [Model] has a network for each field. Its rows are the residuals left − right of the
// laws at points of the domain, of those conditions that do not hold by construction, and
// of data. Each is a program of package ad that is recorded from the tree of the law with
// all derivatives carried out: derivatives of networks are jets along directions, mixed
// ones by polarisation (polarised), functions of what is sought are operations of the
// program, and what depends on the inputs alone is computed once for each point. A field
// at another place, an integral (at Gauss's nodes) and a jump are the same recording with
// other points (frame).
//
// A Model is an opt.LeastSquares; [Model.Blocks] gives its rows block by block to
// optimisers that never hold them all.
//
// # Conditions
//
// Where a network is N, a field is u = G + D N. On boxes G interpolates values at sides,
// with derivatives at the ends of one input, which is how initial values of u and u_t
// hold, and D vanishes there (ansatz). On domains by inequalities constants on their
// edges hold by the product of their distances (surround). Periodic inputs go through
// their sine and cosine. [Model.Exact] lists what holds so; everything else is rows with
// a weight: fluxes, Robin's conditions, values at points, between places and of
// integrals, edges with values that vary, data with kinks, and conditions that contradict
// each other where they meet.
//
// # Features
//
// A [Solver] trains the last layer alone: steps tanh(w·x + b) of one steepness, drawn
// over the box and a little beyond. A linear problem is then one linear least-squares
// problem, solved by an orthogonal factorisation, and others take a few steps of Gauss
// and Newton. Smooth solutions come out to 10 digits and more. Corners of 270° and places
// where materials meet have functions of their own (singular, kinks). A second solution
// with other features says how far off the first one is ([Solver.Claims]).
//
// Eigenproblems are solved for their lowest states ([Solver.States]); parameters found
// from data have standard errors ([Model.Estimates]).
package pinn
