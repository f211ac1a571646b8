using SearchCore.Entities;

namespace SearchCore.Tests.Indexing;

/// <summary>The recognizer over the text that word breaking is tried on.</summary>
public sealed class RecognitionFuzzTests
{
    [Fact]
    public void Any_text_gives_mentions_in_order_inside_of_it()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var runs = Environment.GetEnvironmentVariable("SEARCHCORE_TESTS") == "whole" ? 1_000_000 : 20_000;
        var own = EntityRecognizer.Create(new RecognizerOptions
        {
            Gazetteer = [new() { Kind = "ship", Name = "Word News", Aliases = ["日本", "word", "é U.S."] }],
        });
        var mentions = new List<EntityMention>();
        for (var run = 0; run < runs; run++)
        {
            var text = UnicodeText.Next(random);
            mentions.Clear();
            (run % 2 == 0 ? EntityRecognizer.Default : own).Recognize(text, mentions);
            var end = 0;
            foreach (var mention in mentions)
            {
                Assert.True(mention.Start >= end && mention.End > mention.Start && mention.End <= text.Length
                    && !string.IsNullOrWhiteSpace(mention.Name), $"seed {seed}, run {run}: {mention}");
                end = mention.End;
            }
        }
    }
}
