import { encode } from 'uqr'

/** A QR code that follows neither theme: scanners want dark on light. */
export function Qr({ of, label, pixels = 208 }: { readonly of: string; readonly label: string; readonly pixels?: number }) {
  const { data, size } = encode(of, { ecc: 'M', border: 2 })
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <svg className="qr" role="img" aria-label={label} data-code={of} width={pixels} height={pixels} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#1e1b16" />
    </svg>
  )
}
