import { mkdirSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { encodePng } from './png'

/** WeChat wants PNG files for the tab bar, 81 × 81 and at most 40 KB. Run: npx tsx miniapp/drawing/tab-icons.ts */
const sidePixels = 81
const gridUnits = 24
const samplesPerSide = 4
const strokeUnits = 1.7

type Point = readonly [x: number, y: number]
type Shape =
  | { type: 'line'; points: readonly Point[] }
  | { type: 'arc'; centre: Point; radius: number; from: number; to: number }
  | { type: 'dot'; centre: Point; radius: number }
  | { type: 'area'; points: readonly Point[] }

const circle = (centre: Point, radius: number): Shape => ({ type: 'arc', centre, radius, from: 0, to: 360 })

const house: readonly Point[] = [[3.6, 11.4], [12, 4], [20.4, 11.4], [20.4, 19.2], [19.4, 20.2], [4.6, 20.2], [3.6, 19.2]]
const box: readonly Point[] = [[4.6, 11.6], [4.6, 20.4], [19.4, 20.4], [19.4, 11.6]]
const lid: readonly Point[] = [[3.2, 8], [20.8, 8], [20.8, 11.6], [3.2, 11.6]]

/** Every picture carries the one dot that gives the programme its name: what is touched turns to gold. */
const icons: Record<string, { ink: Shape[]; fill: Shape[]; dot: Shape }> = {
  home: {
    ink: [{ type: 'line', points: [...house, [3.6, 11.4]] }],
    fill: [{ type: 'area', points: house }],
    dot: { type: 'dot', centre: [12, 14.2], radius: 2.3 },
  },
  mall: {
    ink: [
      { type: 'line', points: box },
      { type: 'line', points: [...lid, [3.2, 8]] },
      { type: 'arc', centre: [9.4, 5.6], radius: 2.4, from: 60, to: 350 },
      { type: 'arc', centre: [14.6, 5.6], radius: 2.4, from: 190, to: 480 },
    ],
    fill: [{ type: 'area', points: box }, { type: 'area', points: lid }],
    dot: { type: 'dot', centre: [12, 15.8], radius: 2.1 },
  },
  points: {
    ink: [circle([12, 12], 8.6), { type: 'arc', centre: [12, 12], radius: 5.2, from: 200, to: 340 }],
    fill: [{ type: 'dot', centre: [12, 12], radius: 8.6 }],
    dot: { type: 'dot', centre: [12, 12], radius: 2.3 },
  },
  me: {
    ink: [circle([12, 8.2], 4.1), { type: 'arc', centre: [12, 21.4], radius: 8.2, from: 190, to: 350 }],
    fill: [
      { type: 'dot', centre: [12, 8.2], radius: 4.1 },
      { type: 'area', points: arcPoints([12, 21.4], 8.2, 190, 350) },
    ],
    dot: { type: 'dot', centre: [12, 17.8], radius: 1.7 },
  },
}

const quiet = [0x8c, 0x83, 0x72] as const
const gold = [0xc4, 0x88, 0x22] as const
const light = [0xff, 0xf4, 0xd9] as const

function arcPoints([x, y]: Point, radius: number, from: number, to: number): Point[] {
  const steps = 48
  return Array.from({ length: steps + 1 }, (_, step): Point => {
    const angle = ((from + ((to - from) * step) / steps) * Math.PI) / 180
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]
  })
}

function distanceToSegment([x, y]: Point, [x1, y1]: Point, [x2, y2]: Point): number {
  const length2 = (x2 - x1) ** 2 + (y2 - y1) ** 2
  const along = length2 === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length2))
  return Math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1))
}

function touchesLine(point: Point, line: readonly Point[]): boolean {
  return line.some((end, index) => {
    const start = line[index - 1]
    return start !== undefined && distanceToSegment(point, start, end) <= strokeUnits / 2
  })
}

function isInside([x, y]: Point, corners: readonly Point[]): boolean {
  let inside = false
  corners.forEach(([x1, y1], index) => {
    const [x2, y2] = corners[(index + 1) % corners.length] ?? [x1, y1]
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside
  })
  return inside
}

function covers(shape: Shape, point: Point): boolean {
  switch (shape.type) {
    case 'line':
      return touchesLine(point, shape.points)
    case 'arc':
      return touchesLine(point, arcPoints(shape.centre, shape.radius, shape.from, shape.to))
    case 'dot':
      return Math.hypot(point[0] - shape.centre[0], point[1] - shape.centre[1]) <= shape.radius
    case 'area':
      return isInside(point, shape.points)
  }
}

type Layer = { shapes: Shape[]; colour: readonly [number, number, number] }

/** The last layer that covers the point wins. */
function colourAt(layers: Layer[], point: Point) {
  return layers.filter((layer) => layer.shapes.some((shape) => covers(shape, point))).at(-1)?.colour
}

function drawPixel(layers: Layer[], column: number, row: number): [number, number, number, number] {
  const sum = [0, 0, 0, 0]
  for (let sample = 0; sample < samplesPerSide ** 2; sample++) {
    const x = column + ((sample % samplesPerSide) + 0.5) / samplesPerSide
    const y = row + (Math.floor(sample / samplesPerSide) + 0.5) / samplesPerSide
    const colour = colourAt(layers, [(x * gridUnits) / sidePixels, (y * gridUnits) / sidePixels])
    if (colour) [...colour, 1].forEach((part, index) => (sum[index] = (sum[index] ?? 0) + part))
  }
  const [red = 0, green = 0, blue = 0, covered = 0] = sum
  if (covered === 0) return [0, 0, 0, 0]
  const mean = (total: number) => Math.round(total / covered)
  return [mean(red), mean(green), mean(blue), Math.round((covered * 255) / samplesPerSide ** 2)]
}

function draw(layers: Layer[]): Buffer {
  const pixels = new Uint8Array(sidePixels * sidePixels * 4)
  for (let row = 0; row < sidePixels; row++) {
    for (let column = 0; column < sidePixels; column++) {
      pixels.set(drawPixel(layers, column, row), (row * sidePixels + column) * 4)
    }
  }
  return encodePng(sidePixels, sidePixels, pixels)
}

const folder = resolve(__dirname, '../src/icons')
mkdirSync(folder, { recursive: true })
for (const [name, icon] of Object.entries(icons)) {
  const off = [{ shapes: icon.ink, colour: quiet }, { shapes: [icon.dot], colour: quiet }]
  const on = [{ shapes: [...icon.ink, ...icon.fill], colour: gold }, { shapes: [icon.dot], colour: light }]
  writeFileSync(resolve(folder, `${name}.png`), draw(off))
  writeFileSync(resolve(folder, `${name}-on.png`), draw(on))
}
