package search_test

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// itc is one instance of the curriculum-based timetabling of ITC-2007 (track 3,
// formulation UD2): lectures of courses into rooms and periods of one week.
type itc struct {
	name          string
	days, periods int // periods a day
	courses       []itcCourse
	rooms         []itcRoom
	curricula     [][]int // of every curriculum, its courses
	course, room  map[string]int
}

type itcCourse struct {
	id, teacher                 string
	lectures, minDays, students int
	closed                      map[[2]int]bool // day and period it cannot be held in
}

type itcRoom struct {
	id       string
	capacity int
}

// itcLecture is one line of a solution.
type itcLecture struct{ course, room, day, period int }

// itcWords reads a file word by word and keeps the first mistake.
type itcWords struct {
	scan *bufio.Scanner
	err  error
}

func (w *itcWords) text() string {
	if w.err == nil && !w.scan.Scan() {
		w.err = fmt.Errorf("the file ends early")
	}
	return w.scan.Text()
}

func (w *itcWords) number() int {
	word := w.text()
	n, err := strconv.Atoi(word)
	if w.err == nil {
		w.err = err
	}
	return n
}

func (w *itcWords) label(want string) {
	if got := w.text(); w.err == nil && got != want {
		w.err = fmt.Errorf("%q where %q should be", got, want)
	}
}

func (w *itcWords) known(index map[string]int) int {
	word := w.text()
	i, ok := index[word]
	if w.err == nil && !ok {
		w.err = fmt.Errorf("nothing is called %q", word)
	}
	return i
}

// readITC reads a .ctt file.
func readITC(r io.Reader) (*itc, error) {
	w := &itcWords{scan: bufio.NewScanner(r)}
	w.scan.Split(bufio.ScanWords)
	in := &itc{course: map[string]int{}, room: map[string]int{}}
	count := map[string]int{}
	w.label("Name:")
	in.name = w.text()
	for _, label := range []string{"Courses:", "Rooms:", "Days:", "Periods_per_day:", "Curricula:", "Constraints:"} {
		w.label(label)
		count[label] = w.number()
	}
	in.days, in.periods = count["Days:"], count["Periods_per_day:"]
	w.label("COURSES:")
	for i := 0; i < count["Courses:"] && w.err == nil; i++ {
		c := itcCourse{id: w.text(), teacher: w.text(), lectures: w.number(), minDays: w.number(), students: w.number()}
		c.closed = map[[2]int]bool{}
		in.course[c.id] = i
		in.courses = append(in.courses, c)
	}
	w.label("ROOMS:")
	for i := 0; i < count["Rooms:"] && w.err == nil; i++ {
		in.rooms = append(in.rooms, itcRoom{w.text(), w.number()})
		in.room[in.rooms[i].id] = i
	}
	w.label("CURRICULA:")
	for i := 0; i < count["Curricula:"] && w.err == nil; i++ {
		w.text()
		members := make([]int, w.number())
		for j := range members {
			members[j] = w.known(in.course)
		}
		in.curricula = append(in.curricula, members)
	}
	w.label("UNAVAILABILITY_CONSTRAINTS:")
	for i := 0; i < count["Constraints:"] && w.err == nil; i++ {
		c, day, period := w.known(in.course), w.number(), w.number()
		if w.err == nil {
			in.courses[c].closed[[2]int{day, period}] = true
		}
	}
	w.label("END.")
	return in, w.err
}

// readPlan reads a solution: "course room day period" for each lecture.
func (in *itc) readPlan(r io.Reader) ([]itcLecture, error) {
	w := &itcWords{scan: bufio.NewScanner(r)}
	w.scan.Split(bufio.ScanWords)
	var plan []itcLecture
	for range in.lectures() {
		plan = append(plan, itcLecture{w.known(in.course), w.known(in.room), w.number(), w.number()})
	}
	return plan, w.err
}

// writePlan writes a solution in the official format.
func (in *itc) writePlan(w io.Writer, plan []itcLecture) error {
	out := bufio.NewWriter(w)
	for _, l := range plan {
		fmt.Fprintln(out, in.courses[l.course].id, in.rooms[l.room].id, l.day, l.period)
	}
	return out.Flush()
}

// lectures counts the lectures of all courses.
func (in *itc) lectures() (n int) {
	for _, c := range in.courses {
		n += c.lectures
	}
	return n
}

// itcFolder finds the instances: no licence comes with them, so they are never
// part of the program's own files.
func itcFolder(t testing.TB) string {
	if folder := os.Getenv("DAYBOOK_ITC2007"); folder != "" {
		return folder
	}
	folder, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if found := filepath.Join(folder, "..", "shared", "itc2007"); isFolder(found) {
			return found
		}
		up := filepath.Dir(folder)
		if up == folder {
			t.Skip("no ITC-2007 instances here: DAYBOOK_ITC2007 names their folder")
		}
		folder = up
	}
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// openITC reads one instance, comp01 to comp21; the test is skipped without it.
func openITC(t testing.TB, name string) *itc {
	file, err := os.Open(filepath.Join(itcFolder(t), name+".ctt"))
	if os.IsNotExist(err) {
		t.Skipf("no %s.ctt here", name)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	in, err := readITC(file)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return in
}
