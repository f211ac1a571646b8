using System.Text;

using SearchCore.Articles;
using SearchCore.Schema;

namespace SearchCore.Tests.Schema;

public sealed class MentionCodeTests
{
    [Fact]
    public void What_is_written_is_read_back()
    {
        const int Seed = 21;
        var random = new Random(Seed);
        var code = new MentionCode();
        for (var run = 0; run < 2_000; run++)
        {
            var entities = Enumerable.Range(0, random.Next(1, 80)).Select(n => new EntityName("person", $"n{n}")).ToList();
            var written = new List<ArticleMention>();
            code.Start();
            Fill(inBody: false);
            code.StartBody();
            Fill(inBody: true);
            var value = Encoding.UTF8.GetString(code.Value);
            Assert.True(written.Count == 0 ? value.Length == 0 : MentionCode.IsCode(value) && value.All(char.IsAscii),
                $"seed {Seed}, run {run}");
            Assert.True(written.SequenceEqual(MentionCode.Read(value.Length == 0 ? "/" : value, entities)), $"seed {Seed}, run {run}");

            void Fill(bool inBody)
            {
                var at = 0;
                for (var n = random.Next(6); n > 0; n--)
                {
                    at += random.Next(random.Next(2) == 0 ? 40 : 5_000_000);
                    var (entity, length) = (random.Next(entities.Count), random.Next(1, 90));
                    code.Add(entity, at, at + length);
                    written.Add(new(inBody, at, at + length, entities[entity]));
                    at += length;
                }
            }
        }
    }

    [Fact]
    public void Mentions_without_a_title_begin_in_the_body()
    {
        var code = new MentionCode();
        code.Start();
        code.StartBody();
        code.Add(0, 0, 4);
        EntityName oslo = new("place", "Oslo");
        Assert.Equal([new ArticleMention(true, 0, 4, oslo)], MentionCode.Read(Encoding.UTF8.GetString(code.Value), [oslo]));
    }

    [Fact]
    public void What_lies_across_another_or_is_empty_is_left_out()
    {
        var code = new MentionCode();
        code.Start();
        code.Add(0, 3, 9);
        code.Add(0, 5, 12);
        code.Add(0, 10, 10);
        code.Add(0, 1, 2);
        code.Add(0, 9, 12);
        EntityName oslo = new("place", "Oslo");
        Assert.Equal(
            [new ArticleMention(false, 3, 9, oslo), new ArticleMention(false, 9, 12, oslo)],
            MentionCode.Read(Encoding.UTF8.GetString(code.Value), [oslo]));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("//")]
    [InlineData("/@")]
    [InlineData("/A@A")]
    [InlineData("/``````````@@@")]
    [InlineData("/ \u00FF")]
    public void A_value_of_somebody_else_holds_no_mention(string value) =>
        Assert.Empty(MentionCode.Read(value, [new EntityName("place", "Oslo")]));
}
