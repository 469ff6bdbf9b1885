package handlers_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"jixiao/models"
)

// atOnce sends posts at the same moment and returns the statuses, sorted.
func atOnce(posts ...func() int) []int {
	statuses := make([]int, len(posts))
	start := make(chan struct{})
	var all sync.WaitGroup
	for i, post := range posts {
		all.Go(func() {
			<-start
			statuses[i] = post()
		})
	}
	close(start)
	all.Wait()
	slices.Sort(statuses)
	return statuses
}

// quietly posts fields and returns the status, 0 when there is no answer: a
// goroutine may not end the test.
func (b *browser) quietly(path string, fields url.Values) int {
	request, err := http.NewRequestWithContext(b.Context(), http.MethodPost, b.url+path, strings.NewReader(fields.Encode()))
	if err != nil {
		return 0
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err := b.client.Do(request)
	if err != nil {
		return 0
	}
	_ = answer.Body.Close()
	return answer.StatusCode
}

func TestOfTwentySaversOfOneRevisionOneWins(t *testing.T) {
	onBoth(t, ofTwentySaversOfOneRevisionOneWins)
}

func ofTwentySaversOfOneRevisionOneWins(t *testing.T, s *site) {
	d := s.draft(ready(t))
	b := s.as("jingban")
	form := b.declaration(d.ID)
	var labels []string
	for _, n := range form.all(element("input", "textarea")) {
		if label := form.label(n); label != "" && attribute(n, "type") != "hidden" && !strings.Contains(label, "资金／") {
			labels = append(labels, label)
		}
	}
	if len(labels) < 20 {
		t.Fatalf("the form has the blanks %v", labels)
	}
	texts := map[string]string{}
	var posts []func() int
	for i, label := range labels[:20] {
		texts[label] = "第" + itoa(i) + "人写的"
		action, _, fields := b.fields(b.declaration(d.ID), "保存", map[string]string{label: texts[label]})
		posts = append(posts, func() int { return b.quietly(action, fields) })
	}
	want := append([]int{http.StatusSeeOther}, slices.Repeat([]int{http.StatusConflict}, 19)...)
	if got := atOnce(posts...); !slices.Equal(got, want) {
		t.Errorf("the answers are %v", got)
	}
	if now := s.now(d.ID); now.Revision != d.Revision+1 {
		t.Errorf("the revision is %d, was %d", now.Revision, d.Revision)
	}
	after, changed := b.declaration(d.ID), 0
	for label, text := range texts {
		if after.blank(label).value() == text {
			changed++
		}
	}
	if changed != 1 {
		t.Errorf("%d cells were changed", changed)
	}
}

func TestOfTwoReviewersAtOnceOneActs(t *testing.T) { onBoth(t, ofTwoReviewersAtOnceOneActs) }

func ofTwoReviewersAtOnceOneActs(t *testing.T, s *site) {
	zhuguan, deputy := s.as("zhuguan"), s.as("fuzhuguan")
	tokens := map[*browser]string{zhuguan: zhuguan.token(), deputy: deputy.token()}
	outcomes := map[models.Status]int{}
	for range 25 {
		d := s.put(ready(t), models.DepartmentReview)
		before := len(must(s.Events(t.Context(), d.ID))(t))
		act := func(b *browser, action string) func() int {
			fields := values("csrf", tokens[b], "revision", itoa(int(d.Revision)), "do", action, "opinion", "请改")
			return func() int { return b.quietly(at(d.ID, "/moves"), fields) }
		}
		got := atOnce(act(zhuguan, "pass"), act(deputy, "return"))
		if !slices.Equal(got, []int{http.StatusSeeOther, http.StatusConflict}) {
			t.Fatalf("the answers are %v", got)
		}
		now, events := s.now(d.ID), must(s.Events(t.Context(), d.ID))(t)
		if len(events) != before+1 || now.Revision != d.Revision+1 {
			t.Fatalf("%d events and %d revisions more", len(events)-before, now.Revision-d.Revision)
		}
		last := events[len(events)-1]
		if last.To != now.Status || now.Status != models.FinanceReview && now.Status != models.Returned {
			t.Fatalf("it is %s, the last event led to %s", now.Status, last.To)
		}
		outcomes[now.Status]++
	}
	t.Logf("outcomes %v", outcomes)
}

func TestTwoSendingsInAtOnceMakeOneVersion(t *testing.T) {
	onBoth(t, twoSendingsInAtOnceMakeOneVersion)
}

func twoSendingsInAtOnceMakeOneVersion(t *testing.T, s *site) {
	d := s.draft(ready(t))
	jia, yi := s.as("jingban"), s.as("tongshi")
	post := func(b *browser) func() int {
		fields := values("csrf", b.token(), "revision", itoa(int(d.Revision)), "do", "submit", "confirmed", "yes")
		return func() int { return b.quietly(at(d.ID, "/moves"), fields) }
	}
	if got := atOnce(post(jia), post(yi), post(jia), post(yi)); !slices.Equal(got, []int{303, 409, 409, 409}) {
		t.Errorf("the answers are %v", got)
	}
	if versions := must(s.Versions(t.Context(), d.ID))(t); len(versions) != 1 {
		t.Errorf("%d versions", len(versions))
	}
}

func TestManyPeopleReadWhileOthersSave(t *testing.T) {
	s := newSite(t)
	d := s.draft(ready(t))
	other := s.draft(sample(t, "电商村级站建设"))
	b := s.as("jingban")
	action, _, fields := b.fields(b.declaration(other.ID), "保存", map[string]string{"项目概况": "改过"})
	var posts []func() int
	for range 10 {
		posts = append(posts, func() int { return b.quietly(action, fields) }, func() int {
			answer, err := b.client.Get(b.url + at(d.ID, "/print"))
			if err != nil {
				return 0
			}
			_ = answer.Body.Close()
			return answer.StatusCode
		})
	}
	for _, status := range atOnce(posts...) {
		if status != 200 && status != 303 && status != 409 {
			t.Errorf("an answer is %d", status)
		}
	}
}
