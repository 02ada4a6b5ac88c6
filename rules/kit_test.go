package rules

import (
	"slices"
	"testing"

	"dutydesk/rules/text"
)

var (
	quilt   = Item{ID: "I01", Name: "棉被", Unit: "床", Good: "被条", Given: "winter_items"}
	blanket = Item{ID: "I02", Name: "毛毯", Unit: "床", Given: "winter_items"}
	coat    = Item{ID: "I03", Name: "棉大衣", Unit: "件", Good: "棉衣", Given: "winter_items"}
	noodles = Item{ID: "I04", Name: "方便面", Unit: "箱", Good: "方便食品", Given: "food"}
	biscuit = Item{ID: "I05", Name: "饼干", Unit: "箱", Good: "方便食品", Given: "food"}
	pads    = Item{ID: "I06", Name: "护垫", Unit: "包"}
	goods   = []Item{quilt, blanket, coat, noodles, biscuit, pads}
)

// Ensure that the same good, or the same gift that is no other good, may replace what a line
// names, and nothing else.
func TestReplaces(t *testing.T) {
	for name, c := range map[string]struct {
		line KitLine
		want []string
	}{
		"an item with a good": {KitLine{Item: "I01"}, []string{"毛毯"}},
		"a gift":              {KitLine{Item: "I02"}, nil}, // a quilt and a coat are goods of their own
		"the same good":       {KitLine{Item: "I04"}, []string{"饼干"}},
		"a good of the plans": {KitLine{Good: "被条"}, []string{"毛毯"}},
		"all of a good":       {KitLine{Good: "方便食品"}, nil},
		"neither":             {KitLine{Item: "I06"}, nil},
		"nothing on the list": {KitLine{Good: "棉鞋"}, nil},
	} {
		var got []string
		for _, i := range goods {
			if c.line.Replaces(&i, goods) {
				got = append(got, i.Name)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// Ensure that a line is offered first from where there are enough, the nearest place first,
// then from where there are some, and what replaces it last.
func TestOffer(t *testing.T) {
	at := func(kind PlaceKind) Place { return Place{ID: string(kind), Name: string(kind), Kind: kind} }
	heap := func(i Item, kind PlaceKind, n int64) Heap { return Heap{Item: i, Place: at(kind), Qty: n} }
	heaps := []Heap{heap(blanket, PlaceReserve, 9), heap(quilt, PlaceShelter, 9), heap(quilt, PlaceReserve, 1), heap(quilt, PlaceDepot, 2),
		heap(biscuit, PlaceReserve, 3), heap(noodles, PlaceDepot, 8), heap(coat, PlaceReserve, 0), heap(Item{ID: "I99", Good: "被条"}, PlaceReserve, 9)}
	for name, c := range map[string]struct {
		line   KitLine
		want   []string
		enough bool
	}{
		"one":               {KitLine{Item: "I01", Qty: 1}, []string{"棉被 reserve", "棉被 depot", "棉被 shelter", "毛毯 reserve*"}, true},
		"more than is near": {KitLine{Item: "I01", Qty: 2}, []string{"棉被 depot", "棉被 shelter", "棉被 reserve", "毛毯 reserve*"}, true},
		"too many":          {KitLine{Item: "I01", Qty: 10}, []string{"棉被 reserve", "棉被 depot", "棉被 shelter", "毛毯 reserve*"}, false},
		"a good":            {KitLine{Good: "方便食品", Qty: 3}, []string{"饼干 reserve", "方便面 depot"}, true},
		"used up":           {KitLine{Item: "I03", Qty: 1}, []string{"毛毯 reserve*"}, false},
		"on no list":        {KitLine{Good: "棉鞋", Qty: 1}, nil, false},
	} {
		o := c.line.Offer(goods, heaps)
		var got []string
		for _, x := range o.Choices {
			s := x.Item.Name + " " + x.Place.ID
			if x.Replaces {
				s += "*"
			}
			got = append(got, s)
		}
		if !slices.Equal(got, c.want) || o.Enough() != c.enough {
			t.Errorf("%s: %v %v, want %v", name, got, o.Enough(), c.want)
		}
	}
}

// Ensure that the line of goods given says all that is known of it, and nothing that is not.
func TestMoveLine(t *testing.T) {
	names := MoveNames{Item: "毛毯", Unit: "床", Place: "值班室备用", For: text.Text{ZH: "棉被", EN: "棉被"}, Kit: text.Text{ZH: "御寒四样", EN: "Four goods"}}
	for _, c := range []struct {
		move   Move
		zh, en string
	}{
		{Move{Qty: 2}, "毛毯 2床 自 值班室备用", "2 床 of 毛毯 from 值班室备用"},
		{Move{Qty: 1, Kit: "P7-1", For: "被条", Receiver: "康大暑", Receipt: ReceiptThumbprint}, "毛毯 1床 自 值班室备用, 御寒四样, 代棉被, 领取人 康大暑, 按指印",
			"1 床 of 毛毯 from 值班室备用, Four goods, instead of 棉被, to 康大暑, thumbprint"},
		{Move{Qty: 1, Receipt: ReceiptRefused}, "毛毯 1床 自 值班室备用, 拒签", "1 床 of 毛毯 from 值班室备用, would not sign"},
	} {
		if l := c.move.Line(names); l.ZH != c.zh || l.EN != c.en {
			t.Errorf("%q %q", l.ZH, l.EN)
		}
	}
}
