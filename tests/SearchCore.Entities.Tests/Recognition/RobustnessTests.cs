using System.Text;

using CsCheck;

using SearchCore.Articles;

namespace SearchCore.Entities.Tests.Recognition;

/// <summary>Any text at all: no exception, mentions in order and inside the text.</summary>
public class RobustnessTests
{
    private static readonly string[] Pieces =
    [
        "Putin", "the", "of", "U.S.", "USA", "IS", "Ministry", "University", "New", "York", "al-", "bin", "Mr.", "J.", "&", "'s", "’s",
        "-", "—", ",", ".", "\n", "\n\n", "\r\n", "\t", " ", "  ", "(", ")", "\"", "“", "Inc.", "3", "1996-08-30", "\uD83D", "\uDE00",
        "😀", "\u0301", "\u200B", "\u00AD", "\0", "\uFFFF", "İstanbul", "ǅ", "ß", "Þór", "王", "مصر", "Москва", "http://a.b/C", "www.",
        "@", "#", "_", "'", "A", "a", "Bank", "Moscow", "President",
        "COVID", "Ebola", "Christmas", "Catholic", "Web", "seniors", "most", "exposed", "to", "had",
    ];

    [Fact]
    public void Any_pieces_in_any_order_give_mentions_in_order_inside_the_text()
    {
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).List[0, 60].Select(list => string.Concat(list)).Sample(Check, iter: 3000);
    }

    [Fact]
    public void Any_characters_give_mentions_in_order_inside_the_text()
    {
        Gen.Char.Array[0, 200].Select(c => new string(c)).Sample(Check, iter: 3000);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("A")]
    [InlineData("_")]
    [InlineData("Aa ")]
    public void Ten_megabytes_of_one_thing_are_read(string piece)
    {
        Check(new StringBuilder().Insert(0, piece, 10_000_000 / piece.Length).ToString());
    }

    [Theory]
    [InlineData("A ")]
    [InlineData("A.")]
    [InlineData("of ")]
    [InlineData("New ")]
    [InlineData("Bank of ")]
    [InlineData("University ")]
    [InlineData("\uD800")]
    [InlineData("'")]
    [InlineData("\n")]
    [InlineData("-")]
    [InlineData("President ")]
    [InlineData("Al-")]
    [InlineData("A&")]
    public void A_megabyte_of_one_thing_is_read(string piece)
    {
        Check(new StringBuilder().Insert(0, piece, 1_000_000 / piece.Length).ToString());
    }

    [Fact]
    public void Many_different_names_in_one_text_are_read()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 300_000; i++)
        {
            text.Append("Mr. Ab").Append(Letter(i)).Append(Letter(i / 26)).Append(Letter(i / 676)).Append(Letter(i / 17576))
                .Append(" said so. ");
        }

        Check(text.ToString());

        static char Letter(int number) => (char)('a' + (number % 26));
    }

    [Fact]
    public void A_text_longer_than_a_block_keeps_its_people()
    {
        var filler = new StringBuilder().Insert(0, "the rain fell on the town and nobody came out to see it. ", 10_000);
        var text = $"Ottoline Quarrendon spoke first. {filler} At last Quarrendon left.";
        Assert.Equal(["Ottoline Quarrendon", "Ottoline Quarrendon"], Found.In(text).Select(m => m.Name));
    }

    [Fact]
    public void One_recognizer_serves_many_threads()
    {
        string[] cities = ["Cairo", "Ankara"];
        string[] texts =
            [.. Enumerable.Range(0, 64).Select(i => $"Vladimir Putin met Bashar Assad in {cities[i % 2]}. Putin left. Assad stayed.")];
        var alone = texts.Select(t => Found.In(t)).ToList();
        var together = new List<EntityMention>[texts.Length];
        Parallel.For(0, texts.Length, i => together[i] = Found.In(texts[i]));
        Assert.Equal(alone, together);
    }

    private static void Check(string text)
    {
        var end = 0;
        var mentions = Found.In(text);
        foreach (var mention in mentions)
        {
            // Plain comparisons: an assertion for each of a million mentions would take longer than finding them.
            if (mention.Start < end || mention.End <= mention.Start || mention.End > text.Length || string.IsNullOrWhiteSpace(mention.Name)
                || !EntityKinds.IsValid(mention.Kind))
            {
                Assert.Fail($"{mention} comes after {end} in a text of {text.Length}");
            }

            end = mention.End;
        }

        Assert.True(end <= text.Length);
    }
}
