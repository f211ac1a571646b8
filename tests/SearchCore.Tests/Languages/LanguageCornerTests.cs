using SearchCore.Articles;
using SearchCore.Tests.Searching;

namespace SearchCore.Tests.Languages;

/// <summary>Where languages meet scopes, stop words, spellings and marks: what a review found.</summary>
public sealed class LanguageCornerTests
{
    [Theory]
    [InlineData("pt", "uma eleição", "eleições secretas", "eleicoes")]
    [InlineData("ca", "una elecció", "eleccions secretes", "eleccions")]
    public void A_scope_knows_no_spelling_of_a_hidden_article(string language, string seen, string hidden, string query)
    {
        using var whole = new TestIndex(Of("v", language, seen, "public"), Of("h", language, hidden, "staff"));
        using var one = new TestIndex(Of("v", language, seen, "public"));
        using var all = whole.OpenSearcher();
        using var scoped = all.Within(SearchScope.Having("acl", "public"));
        using var alone = one.OpenSearcher();
        var request = new SearchRequest { Query = query };
        Assert.Equal(alone.Explain(request).Rewritten, scoped.Explain(request).Rewritten);
        Assert.Equal(alone.Search(request).Total, scoped.Search(request).Total);
    }

    [Theory]
    [InlineData("Muğla'da bir", "mugla")]
    [InlineData("Iğdır'ın yolu", "igdir")]
    [InlineData("Elazığ'a gitti", "ELAZIG")]
    public void A_Turkish_name_is_found_without_accents_where_it_stands_with_an_ending(string text, string query)
    {
        using var index = new TestIndex(Of("a", "tr", text));
        Assert.Equal("a", index.Ids(query));
    }

    [Theory]
    [InlineData("war bericht", "d1 d2")]
    [InlineData("war^2 bericht", "d1 d2")]
    [InlineData("(war OR was) bericht", "d1 d2")]
    [InlineData("war OR gestern", "d1")]
    [InlineData("(war was) OR gestern", "d1")]
    [InlineData("war", "d2")]
    [InlineData("-war bericht", "d1")]
    public void Stop_words_of_a_language_are_the_same_with_and_without_another_one(string query, string ids)
    {
        using var german = new TestIndex(Of("d1", "de", "der bericht von gestern"), Of("d2", "de", "war bericht"));
        using var mixed = new TestIndex(
            Of("d1", "de", "der bericht von gestern"), Of("d2", "de", "war bericht"), Of("e", "en", "nothing"));
        Assert.Equal(ids, german.Ids(query));
        Assert.Equal(ids, mixed.Ids(query));
    }

    [Theory]
    [InlineData("pt", "eleic\u0327o\u0303es", "eleição")]
    [InlineData("pt", "canc\u0327o\u0303es", "canção")]
    [InlineData("ru", "новыи\u0306", "новая")]
    [InlineData("cs", "mlady\u0301ch", "mladý")]
    [InlineData("ca", "elecció", "eleccio\u0301")]
    [InlineData("hu", "ha\u0301zbo\u0301l", "ház")]
    [InlineData("ro", "oras\u0326elor", "orașele")]
    [InlineData("tr", "I\u0307zmir'de", "İzmir")]
    [InlineData("sv", "ha\u030Arda", "hård")]
    public void A_letter_and_its_mark_are_stemmed_as_the_letter_with_it(string language, string text, string query)
    {
        using var index = new TestIndex(Of("a", language, text));
        Assert.Equal("a", index.Ids(query));
    }

    [Fact]
    public void Footnotes_are_no_part_of_words()
    {
        using var index = new TestIndex(Of("d", "de", "Die Wahlen¹ kamen"), Of("e", "en", "The elections¹ came"));
        Assert.Equal("d", index.Ids("Wahl"));
        Assert.Equal("e", index.Ids("election"));
    }

    [Theory]
    [InlineData("cs", "Dohoda ES o ceně, EM a S nimi", "ES")]
    [InlineData("cs", "Dohoda ES o ceně, EM a S nimi", "EM")]
    [InlineData("tr", "o dimi geldi", "dimi")]
    public void A_word_of_which_the_stemmer_takes_the_beginning_is_marked(string language, string text, string word)
    {
        using var index = new TestIndex(Of("a", language, text));
        var snippet = Assert.Single(index.Search(word).Hits).Snippet!;
        Assert.Contains(word, snippet.Matches.Select(m => snippet.Text[m.Start..m.End]));
    }

    [Fact]
    public void Explained_weights_are_those_that_are_scored_with()
    {
        using var index = new TestIndex(
            [Of("e", "en", "festival one"), .. Enumerable.Range(0, 9).Select(i => Of($"d{i}", "de", "festival eins"))]);
        using var searcher = index.OpenSearcher();
        var weights = searcher.Explain(new SearchRequest { Query = "festival" }).Weights;
        Assert.Equal(2, weights.Count);
        Assert.Equal(weights[0].Weight, weights[1].Weight);
    }

    [Fact]
    public void A_language_is_named_as_its_values_are_folded()
    {
        using var index = new TestIndex(Of("d", "de", "die Häuser"), Of("x", "pl", "domy"));
        Assert.Equal("d", index.Ids("lang:ｄｅ haus"));
    }

    [Fact]
    public void Spellings_that_were_left_out_are_told_of()
    {
        using var index = new TestIndex(
            Of("accented", "pt", "canções nações eleições corações ações regiões"),
            Of("plain", "pt", "cancoes nacoes eleicoes coracoes acoes regioes"));
        Assert.Contains(index.Search("\"cancoes nacoes eleicoes coracoes acoes regioes\"").Warnings, w => w.Code == "SC403");
    }

    [Fact]
    public void A_name_of_the_synonyms_takes_nothing_from_its_words()
    {
        using var index = new TestIndex(exactForms: false)
        {
            Synonyms = Synonyms.Read(new StringReader("car, automobile\ncar insurance, motor cover")),
        };
        index.Add(new Article { Id = "a", Body = "automobile insurance" });
        index.Add(new Article { Id = "b", Body = "car insurance" });
        index.Add(new Article { Id = "m", Body = "motor cover" });
        Assert.Equal("a b m", index.Ids("car insurance"));
    }

    private static Article Of(string id, string language, string body, string? acl = null) => new()
    {
        Id = id,
        Language = language,
        Body = body,
        Entities = acl is null ? [] : [new("acl", acl)],
    };
}
