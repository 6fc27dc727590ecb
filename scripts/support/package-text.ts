import { en as common, text as chosen } from '../local/text'

const en = {
  misspelt: (reason: string) => `${reason}: the options are --stage, --region and --param name=value.`,
  bundling: 'Bundling the functions',
  packaging: (stage: string, region: string) => `Packaging ${stage} for ${region}`,
  checking: 'Checking the template',
  kilobytes: (name: string, count: number) => `${name} ${count} KB`,
  noFault: 'no fault',
  notPackaged: (said: string) => `serverless.yml cannot be packaged:\n${said}`,
  faulty: (faults: readonly string[]) => `the template has faults:\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
  ready: (folder: string, deploy: string) => `\nThe package is in ${folder}. Send it with: ${deploy}`,
}

const zh: typeof en = {
  misspelt: (reason) => `命令参数无法识别（${reason}）：可用的是 --stage、--region 和 --param 名称=值。`,
  bundling: '打包函数代码',
  packaging: (stage, region) => `为 ${region} 的 ${stage} 环境生成部署包`,
  checking: '检查部署模板',
  kilobytes: (name, count) => `${name} ${count} KB`,
  noFault: '没有问题',
  notPackaged: (said) => `serverless.yml 无法生成部署包：\n${said}`,
  faulty: (faults) => `部署模板有问题：\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
  ready: (folder, deploy) => `\n部署包在 ${folder}。部署命令：${deploy}`,
}

/** What packaging says: Chinese or English, as the terminal is set. */
export const text = chosen === common ? en : zh
