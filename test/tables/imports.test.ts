import { csvLine } from '../../console/src/parts/csv'

describe('a line of an exported table', () => {
  test.each([
    [['A-1', '林小满', 12], 'A-1,林小满,12'],
    [['a,b', 'say "hi"', 'two\nlines'], '"a,b","say ""hi""","two\nlines"'],
    [[null, undefined, ''], ',,'],
    [[-5, 0.5, '0'], '-5,0.5,0'],
    [['=1+1', '+86 1', '-x', '@sum', '\tx', '\rx'], `'=1+1,'+86 1,'-x,'@sum,'\tx,"'\rx"`],
    [['=HYPERLINK("http://x","y")'], `"'=HYPERLINK(""http://x"",""y"")"`],
  ])('%j', (cells, line) => {
    expect(csvLine(cells)).toBe(`${line}\r\n`)
  })
})
