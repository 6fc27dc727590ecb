/**
 * What SHA-256 needs of 64-bit arithmetic, without BigInt, which phones before iOS 14 do not have. It stands in for the module of the
 * same name in @noble/hashes; SHA-512, which needs the rest, is not in the mini-program.
 */
function setU64FromNum(view, byteOffset, number, isLittleEndian) {
  const high = (number / 2 ** 32) | 0
  const low = number >>> 0
  view.setUint32(byteOffset, isLittleEndian ? low : high, isLittleEndian)
  view.setUint32(byteOffset + 4, isLittleEndian ? high : low, isLittleEndian)
}

// Frozen, so that the bundler does not look for the names that only SHA-512 would use.
module.exports = Object.freeze({ setU64FromNum })
