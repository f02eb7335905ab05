/** Where `id` stands in ascending `ids`, or where it would be put. */
export function findIdIndex<Id extends number>(ids: readonly Id[], id: Id): number {
  let low = 0
  let high = ids.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const other = ids[middle]
    if (other !== undefined && other < id) low = middle + 1
    else high = middle
  }
  return low
}

/** Ascending ids with one more; the same array when the id is in it already. */
export function insertId<Id extends number>(ids: readonly Id[], id: Id): readonly Id[] {
  const index = findIdIndex(ids, id)
  return ids[index] === id ? ids : ids.toSpliced(index, 0, id)
}

/** Ascending ids without one; the same array when the id is not in it. */
export function removeId<Id extends number>(ids: readonly Id[], id: Id): readonly Id[] {
  const index = findIdIndex(ids, id)
  return ids[index] === id ? ids.toSpliced(index, 1) : ids
}
