// Package uq quantifies uncertainty: predictive distributions and scores for
// them, intervals with guaranteed coverage, and samplers of posteriors. It sees
// numbers only, never a network.
//
//   - Normal distribution: Density, CDF, Tail, Quantile.
//   - Predictions: a Mixture of normal distributions is what the members of an
//     ensemble, or draws from a posterior, predict together. Its variance has two
//     parts (the law of total variance), its tails are the average of the members'
//     tails.
//   - Scores: LogDensity, CRPS, Brier, the cost of a Decision.
//   - Calibration: PIT values, Reliability, Isotonic, Bins of coverage.
//   - Conformal prediction: AbsoluteScore, QuantileScore, ScoreRank,
//     ScoreQuantile, CVPlus.
//   - Posteriors: HMC with its diagnostics, Laplace, MeanField.
//
// All of it may be part of a run's state: it takes no function whose last bits
// differ between machines, and random numbers come from uniform draws.
package uq
