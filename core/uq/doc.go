// Package uq is about numbers that say how sure they are: distributions
// predicted, scores for them, intervals with a promise, and samplers of
// posteriors. It sees numbers only, never a network.
//
//   - Normal law: Density, CDF, Tail, Quantile.
//   - Predictions: a Mixture of normal laws is what members of an ensemble, or
//     draws from a posterior, say together. Its variance has two parts (the law
//     of total variance), its tails are the average of the members' tails.
//   - Scores: LogDensity, CRPS, Brier, the cost of a Decision.
//   - Calibration: PIT values, Reliability, Isotonic, Bins of coverage.
//   - Conformal prediction: Rank, Quantile of scores, CVPlus.
//   - Posteriors: HMC with its diagnostics, Laplace, MeanField.
//
// All of it may be part of a run's state: it takes no function whose last bits
// differ between machines, and random numbers come from uniform draws.
package uq
