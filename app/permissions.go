package app

import (
	"reflect"

	"daybook/backend/vault"
)

// roles are those who may do something.
type roles uint8

const (
	leaders roles = 1 << iota
	admins
	volunteers
	nobodyYet // also before anybody has signed in

	office   = leaders | admins
	everyone = leaders | admins | volunteers
	anybody  = everyone | nobodyYet
)

func (r roles) has(role vault.Role) bool {
	return r&map[vault.Role]roles{vault.Leader: leaders, vault.Admin: admins, vault.Volunteer: volunteers}[role] != 0
}

// permission is one row: who may, and what is to be known about it.
type permission struct {
	roles    roles
	oneTime  bool   // also with a one-time passphrase, before choosing one's own
	unopened bool   // also when the records do not open, so that a backup can be restored
	alone    bool   // opens, closes or swaps the records: nothing else runs meanwhile
	reads    string // what the audit says was seen: a full record each time
	once     bool   // … or a list, once a sign-in
}

// permissions is the one table of who may do what, from the matrix of nouns and
// roles: every method the page may call, and every command. What has no row is
// refused; a test and every build hold the table to what there is.
var permissions = map[string]permission{
	"Guard.State":            {roles: anybody},
	"Guard.SignIn":           {roles: anybody, alone: true},
	"Guard.Recover":          {roles: anybody, alone: true},
	"Guard.Suggest":          {roles: anybody},
	"Guard.Lock":             {roles: everyone, oneTime: true, unopened: true},
	"Guard.Touch":            {roles: everyone, oneTime: true, unopened: true},
	"Guard.ChangePassphrase": {roles: everyone, oneTime: true, alone: true},

	"Start.Begin":        {roles: anybody, alone: true},
	"Start.Finish":       {roles: anybody, alone: true},
	"Start.OpenSheet":    {roles: anybody},
	"Start.Sample":       {roles: anybody, alone: true},
	"Start.ChooseBackup": {roles: anybody},
	"Start.Restore":      {roles: anybody, alone: true},

	"Program.About":     {roles: everyone, oneTime: true},
	"Preferences.Load":  {roles: everyone, oneTime: true},
	"Preferences.Save":  {roles: everyone, oneTime: true},
	"Acts.UndoLast":     {roles: everyone},
	"Drafts.Keep":       {roles: everyone},
	"Drafts.Mine":       {roles: everyone},
	"Search.Everything": {roles: everyone},

	"Today.View":         {roles: office},
	"Students.Page":      {roles: office, reads: "students", once: true},
	"Sessions.View":      {roles: office, reads: "register"},
	"Sessions.Mark":      {roles: office},
	"Sessions.AddWalkIn": {roles: office},

	"Papers.PrintDay":              {roles: office},
	"Papers.PrintRegister":         {roles: office},
	"Papers.PrintFacilitatorCopy":  {roles: office},
	"Papers.PrintCourseRegister":   {roles: office},
	"Papers.Certificates":          {roles: office, reads: "certificates"},
	"Papers.PrintCertificates":     {roles: office},
	"Papers.PrintTimetable":        {roles: office},
	"PrintCentre.Kinds":            {roles: everyone}, // those of their role
	"PrintCentre.Find":             {roles: everyone}, // a volunteer: venues alone
	"PrintCentre.Preview":          {roles: everyone, reads: "paper"},
	"PrintCentre.Make":             {roles: everyone}, // the paper’s own line says so
	"PrintCentre.Progress":         {roles: everyone},
	"PrintCentre.Cancel":           {roles: everyone},
	"PrintCentre.Made":             {roles: office},
	"PrintCentre.DeleteOld":        {roles: office},
	"PrintCentre.Delete":           {roles: office},
	"PrintCentre.Void":             {roles: leaders},
	"PrintCentre.CheckCertificate": {roles: office, reads: "certificate"},

	"Timetable.Check":            {roles: office, reads: "timetable", once: true},
	"Timetable.Draft":            {roles: office},
	"Timetable.Diff":             {roles: office},
	"Timetable.Plan":             {roles: office},
	"Timetable.Away":             {roles: office},
	"Timetable.Back":             {roles: office},
	"Timetable.Progress":         {roles: office},
	"Timetable.Cancel":           {roles: office},
	"Timetable.Pin":              {roles: office},
	"Timetable.Move":             {roles: office},
	"Timetable.Drop":             {roles: office},
	"Timetable.LookAtPublishing": {roles: office},
	"Timetable.Publish":          {roles: leaders},
	"Timetable.ToTell":           {roles: office, reads: "toTell", once: true},
	"Timetable.Told":             {roles: office},

	"Papers.Folder":        {roles: everyone},
	"Papers.ChooseFolder":  {roles: everyone},
	"Papers.Open":          {roles: everyone},
	"Papers.ShowInFolder":  {roles: everyone},
	"Papers.SaveElsewhere": {roles: everyone},

	"Venues.List":        {roles: everyone},
	"Venues.View":        {roles: everyone},
	"Venues.CorrectFact": {roles: everyone},

	"Access.People":       {roles: leaders},
	"Access.Add":          {roles: leaders, alone: true},
	"Access.Reset":        {roles: leaders, alone: true},
	"Access.SetRole":      {roles: leaders, alone: true},
	"Access.Leave":        {roles: leaders, alone: true},
	"Access.Rotate":       {roles: leaders, alone: true},
	"Access.NewSheet":     {roles: leaders, alone: true},
	"Access.ConfirmSheet": {roles: leaders, alone: true},
	"Access.SetIdle":      {roles: leaders},

	"Backups.View":         {roles: office, unopened: true},
	"Backups.Make":         {roles: office},
	"Backups.Check":        {roles: office, unopened: true},
	"Backups.Look":         {roles: leaders, unopened: true},
	"Backups.Restore":      {roles: leaders, alone: true, unopened: true},
	"Backups.Drill":        {roles: office, unopened: true},
	"Backups.ChooseSecond": {roles: office},
	"Backups.CopySecond":   {roles: office},

	"Audit.Page":  {roles: leaders, reads: "audit", once: true},
	"Audit.Check": {roles: leaders},
	"Audit.Print": {roles: leaders}, // the paper’s own line says so

	"daybook":                       {roles: anybody},
	"daybook new":                   {roles: anybody},
	"daybook sample":                {roles: anybody},
	"daybook help":                  {roles: anybody},
	"daybook import":                {roles: office},
	"daybook imports":               {roles: office},
	"daybook imports undo":          {roles: office},
	"daybook print":                 {roles: anybody},
	"daybook print registers":       {roles: office},
	"daybook print register":        {roles: office},
	"daybook print course-register": {roles: office},
	"daybook print certificates":    {roles: office},
	"daybook print timetable":       {roles: office},
	"daybook print all":             {roles: office},
	"daybook print prospectus":      {roles: office},
	"daybook print door-signs":      {roles: office},
	"daybook print poster":          {roles: office},
	"daybook print badges":          {roles: office},
	"daybook print labels":          {roles: office},
	"daybook print pack":            {roles: office},
	"daybook print contacts":        {roles: office},
	"daybook print venue":           {roles: everyone},
	"daybook print letter":          {roles: office},
	"daybook print plan":            {roles: office},
	"daybook term":                  {roles: anybody},
	"daybook term check":            {roles: office},
	"daybook term plan":             {roles: office},
	"daybook term show":             {roles: office},
	"daybook term lock":             {roles: office},
	"daybook term away":             {roles: office},
	"daybook term back":             {roles: office},
	"daybook term publish":          {roles: leaders},
	"daybook term tell":             {roles: office},
	"daybook term drop":             {roles: office},
	"daybook term plan-file":        {roles: anybody},
	"daybook term to-fet":           {roles: office},
	"daybook term from-fet":         {roles: office},
	"daybook certificate":           {roles: anybody},
	"daybook certificate check":     {roles: office},
	"daybook certificate void":      {roles: leaders},
	"daybook face":                  {roles: leaders},
	"daybook find":                  {roles: everyone},
	"daybook runs":                  {roles: office},
	"daybook access":                {roles: leaders},
	"daybook access add":            {roles: leaders},
	"daybook access reset":          {roles: leaders},
	"daybook access role":           {roles: leaders},
	"daybook access leave":          {roles: leaders},
	"daybook passphrase":            {roles: everyone, oneTime: true},
	"daybook recovery":              {roles: leaders},
	"daybook recovery use":          {roles: anybody},
	"daybook rotate":                {roles: leaders},
	"daybook backup":                {roles: office},
	"daybook backups":               {roles: office, unopened: true},
	"daybook backups copy":          {roles: office},
	"daybook verify":                {roles: office, unopened: true},
	"daybook restore":               {roles: leaders, unopened: true},
	"daybook audit":                 {roles: leaders},
	"daybook audit verify":          {roles: leaders},
	"daybook audit print":           {roles: leaders},
	"daybook erase":                 {roles: leaders},
	"daybook venues":                {roles: everyone},
	"daybook correct":               {roles: everyone},
}

// unlisted are the methods the page could call that have no row: a build with
// one of them fails when its bindings are made.
func unlisted(places []any) (missing []string) {
	for _, place := range places {
		kind := reflect.TypeOf(place)
		for i := range kind.NumMethod() {
			name := kind.Elem().Name() + "." + kind.Method(i).Name
			if _, listed := permissions[name]; !listed {
				missing = append(missing, name)
			}
		}
	}
	return missing
}
