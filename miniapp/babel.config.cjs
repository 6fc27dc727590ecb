/** Right on iOS 12 and Chrome 67 as written; Babel would lengthen them for rare bugs that our code does not meet. */
const rightAsWritten = ['transform-parameters', 'transform-destructuring', 'transform-template-literals']

module.exports = {
  presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5', exclude: rightAsWritten }]],
}
