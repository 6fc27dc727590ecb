// One function in a thread of its own, as Lambda would hold it. Plain JavaScript: a thread starts several times faster without a compiler before it.
const { parentPort, workerData } = require('node:worker_threads')

const { handler } = require(workerData.bundle)

parentPort.on('message', async ({ call, event, context: { endsAt, ...context } }) => {
  const answer = await answerTo(event, { ...context, getRemainingTimeInMillis: () => Math.max(0, endsAt - Date.now()) })
  parentPort.postMessage({ call, ...answer })
})

async function answerTo(event, context) {
  try {
    return { result: await handler(event, context) }
  } catch (error) {
    return { failure: error instanceof Error ? String(error.stack) : String(error) }
  }
}
