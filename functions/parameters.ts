import { GetParametersByPathCommand, SSMClient } from '@aws-sdk/client-ssm'

/** SSM gives ten parameters a page; we know of eight. */
const MAX_PAGES = 5
const CONNECT_MILLISECONDS = 1_000
const ANSWER_MILLISECONDS = 3_000

/** The decrypted parameters directly under `path`, by the last part of their names. A cold start waits for this: it is one request. */
export async function readParameters(path: string): Promise<Record<string, string>> {
  const client = new SSMClient({ requestHandler: { connectionTimeout: CONNECT_MILLISECONDS, requestTimeout: ANSWER_MILLISECONDS } })
  const values: Record<string, string> = {}
  let next: string | undefined
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer = await client.send(new GetParametersByPathCommand({ Path: path, WithDecryption: true, NextToken: next }))
    for (const { Name: name = '', Value: value } of answer.Parameters ?? []) {
      if (value !== undefined) values[name.slice(path.length + 1)] = value
    }
    next = answer.NextToken
    if (next === undefined) break
  }
  client.destroy()
  return values
}
