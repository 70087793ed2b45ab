package vault

// LastDamage is a damaged page met in any file since it was last asked for, and
// forgets it: SQLite's own error says only that one was met.
func LastDamage() (Damage, bool) {
	held.Lock()
	defer held.Unlock()
	for name, d := range held.damaged {
		delete(held.damaged, name)
		return d, true
	}
	return Damage{}, false
}
