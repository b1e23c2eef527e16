package plan

// Shard is the number of rows that are one unit of work for parallel Workers: 64
// blocks. Their batch is summed shard by shard, and the sums of the shards are
// added in order, so that the bits do not depend on which Worker computed which
// shard:
//
//	Σ_rows = ((S₀ + S₁) + S₂) + …,   Sᵢ the sum over rows [Shard·i, Shard·(i+1))
//
// A shard of 8192 rows with second derivatives takes a little over a tenth of a
// second, and its sums are a message of about ten thousand numbers.
const Shard = 64 * Block

// Shards is the number of shards of a batch of rows.
func Shards(rows int) int { return (rows + Shard - 1) / Shard }

// ShardRows is where shard i of a batch begins and how many rows it has.
func ShardRows(rows, i int) (lo, n int) {
	lo = i * Shard
	return lo, min(Shard, rows-lo)
}
