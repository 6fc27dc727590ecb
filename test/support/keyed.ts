/** A system of somebody else that calls over HTTP by a key: gives `done`, or the code of the refusal. */
export const clientAt = (origin: string, key: string) => async (path: string, body: object): Promise<string> => {
  const answer = await fetch(`${origin}${path}`, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body: JSON.stringify(body) })
  const { code }: { code?: string } = JSON.parse(await answer.text())
  return answer.ok ? 'done' : (code ?? 'no code')
}
