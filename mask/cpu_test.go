package mask
import ("testing";"syscall";"fmt";"time")
func cpu() time.Duration { var r syscall.Rusage; syscall.Getrusage(1, &r); return time.Duration(r.Utime.Nano()+r.Stime.Nano()) }
func TestCPU(t *testing.T) {
	for _, c := range benchCases() {
		k := testKey(t)
		for _, mode := range []string{"many","few"} {
		var values [][]byte; size := 0
		if mode=="many" { values, size = manyLike(&testing.B{}, c.typ, c.values) } else { for _, v := range c.values { values = append(values, []byte(v)); size += len(v) } }
		dst := make([]byte,0,1<<15); row := []byte("4711")
		n := 200000; if len(values[0])>1000 {n=2000}
		var f func(i int)
		if c.mask=="" { var sum [32]byte; f=func(i int){k.Sum(&sum, values[i%len(values)])} } else {
		m, err := New(c.mask,k,c.typ,nil); if err!=nil {t.Fatal(err)}
		f=func(i int){ if mode=="many" {row[0]=byte(i); row[1]=byte(i>>8);row[2]=byte(i>>16)}; dst,_=m.Append(dst[:0],values[i%len(values)],row)} }
		best := time.Duration(1<<62)
		for r:=0;r<4;r++ { a:=cpu(); for i:=0;i<n;i++ {f(i)}; if d:=cpu()-a; d<best {best=d} }
		ns := float64(best.Nanoseconds())/float64(n); sz := float64(size)/float64(len(values))
		fmt.Printf("%-32s %-5s %8.0f ns %7.1f MB/s\n", c.name, mode, ns, sz/ns*1000)
	}}
}
