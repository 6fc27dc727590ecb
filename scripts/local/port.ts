import { createServer, type Server } from 'node:net'
import { Sentence } from './sentence'
import { text } from './text'

export const LOOPBACK = '127.0.0.1'

/** Makes sure that nobody listens on the port; `chooseAnother` says how to take another one. */
export async function requireFreePort(port: number, what: string, chooseAnother: string): Promise<void> {
  try {
    await closed(await listening(port))
  } catch {
    throw new Sentence(text.portTaken(port, what, chooseAnother))
  }
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = await listening(0)
  const port = portOf(server)
  await closed(server)
  return port
}

/** The port a listening server was given. */
export function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.')
  return address.port
}

function listening(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ port, host: LOOPBACK, exclusive: true }, () => resolve(server))
  })
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()))
}
