using SearchCore.Articles;
using SearchCore.TestKit;

namespace SearchCore.Tests.Indexing;

/// <summary>
/// Random histories of loads and changes side by side, at one to four workers: chunks are read in one order and published in another,
/// sources fail, loads are cancelled. What is
/// called or read later wins; the index is what <see cref="LoadModel"/> says, after each refresh and in each commit.
/// </summary>
public sealed class LoadHistoryTests
{
    private const int Ids = 8, Queries = 3;

    private static readonly int Histories = int.TryParse(Environment.GetEnvironmentVariable("SEARCHCORE_LOAD_HISTORIES"), out var n)
        ? n
        : 60;

    [Fact]
    public void Whatever_was_called_or_read_later_wins_in_any_history()
    {
        var first = Random.Shared.Next(1_000_000);
        for (var seed = first; seed < first + Histories; seed++)
        {
            try
            {
                using var history = new History(seed);
                history.Live();
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"seed {seed}: {e.Message}", e);
            }
        }
    }

    private sealed class History : IDisposable
    {
        private readonly TempFolder folder = new();
        private readonly Random random;
        private readonly int workers;
        private readonly bool publishesAtOnce;
        private readonly LoadModel model = new();
        private readonly List<(GatedLoad.Chunk Chunk, long Order)> held = [];
        private readonly List<string> told = [];
        private ArticleIndex index;
        private GatedLoad? load;
        private int version;
        private int failures;

        public History(int seed)
        {
            random = new Random(seed);
            workers = random.Next(1, 5);
            publishesAtOnce = random.Next(2) == 0;
            index = Open();
        }

        public void Live()
        {
            try
            {
                for (var step = random.Next(5, 40); step > 0; step--)
                {
                    Step();
                }

                EndLoad(random.Next(3) == 0);
                index.Commit();
                model.Commit();
                Compare(index, model.Contents(), "in the end");
                index.Dispose();
                index = Open();
                Compare(index, model.Committed, "opened again");
                Assert.True(ArticleIndex.Check(folder["index"]).IsSound);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException(
                    $"{e.Message} [{workers} workers, {(publishesAtOnce ? "one" : "many")} a segment: {string.Join("; ", told)}]", e);
            }
        }

        public void Dispose()
        {
            load?.Dispose();
            index.Dispose();
            folder.Dispose();
        }

        private ArticleIndex Open() => ArticleIndex.Open(folder["index"], new ArticleIndexOptions
        {
            Recognizer = null,
            Workers = workers,
            WorkerBytes = publishesAtOnce ? 1 : 0,
            CommitInterval = TimeSpan.FromHours(1),
        });

        private void Step()
        {
            switch (random.Next(20))
            {
                case < 6:
                    Read();
                    break;
                case < 9:
                    Release();
                    break;
                case < 11:
                    var added = Next();
                    Tell($"add {added.Id} {added.Title}");
                    index.Add(added);
                    model.Add(added);
                    break;
                case < 13:
                    var id = Id();
                    Tell($"delete {id}");
                    Assert.Equal(model.Contents().ContainsKey(id), index.Delete(id));
                    model.Delete([id]);
                    break;
                case < 14:
                    string[] several = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Id())];
                    Tell($"delete {string.Join(',', several)}");
                    Assert.Equal(several.Distinct().Count(model.Contents().ContainsKey), index.Delete(several));
                    model.Delete(several);
                    break;
                case < 16:
                    DeleteByQuery();
                    break;
                case < 17 when random.Next(3) == 0:
                    Tell("delete all");
                    Assert.Equal(model.Contents().Count, index.DeleteAll());
                    model.DeleteAll();
                    break;
                case < 18:
                    Tell("refresh");
                    index.Refresh();
                    Compare(index, model.Contents(), "refreshed");
                    break;
                case < 19:
                    Tell("commit");
                    index.Commit();
                    model.Commit();
                    using (var reader = ArticleIndex.Open(folder["index"], new ArticleIndexOptions { Access = IndexAccess.ReadOnly }))
                    {
                        Compare(reader, model.Committed, "committed");
                    }

                    break;
                default:
                    Disturb();
                    break;
            }
        }

        private void Read()
        {
            load ??= new GatedLoad(index);
            if (held.Count == workers)
            {
                Release();
            }

            Article[] articles = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Next())];
            Tell($"read {string.Join(',', articles.Select(a => $"{a.Id} {a.Title}"))}");
            held.Add((load.Read(articles), model.Read()));
        }

        private void Release()
        {
            if (held.Count == 0)
            {
                return;
            }

            var (chunk, order) = held[random.Next(held.Count)];
            held.Remove((chunk, order));
            var given = chunk.Articles.Count;
            if (random.Next(8) == 0)
            {
                given = chunk.FailAfter = random.Next(given);
                chunk.Failure = new FormatException("the chunk's own trouble");
                failures++;
            }

            Tell($"release {string.Join(',', chunk.Articles.Take(given).Select(a => $"{a.Id} {a.Title}"))}{(chunk.Failure is null ? "" : ", failing")}");
            load!.Release(chunk);
            model.Give(order, chunk.Articles.Take(given), publishesAtOnce);
        }

        private void DeleteByQuery()
        {
            var tag = random.Next(Queries);
            Tell($"delete tag:t{tag}");
            var matched = model.Contents().Where(a => Tag(a.Value) == tag).Select(a => a.Key).ToList();
            Assert.Equal(matched.Count, index.Delete(new SearchRequest { Query = $"tag:t{tag}" }));
            model.Delete(matched);
        }

        // A source fails, or the load ends, or the index is opened again.
        private void Disturb()
        {
            if (load is not null && held.Count < workers && random.Next(2) == 0)
            {
                Tell("the source fails");
                load.Fail(random.Next(
                    3) switch
                {
                    0 => new IOException("gone"),
                    1 => new InvalidOperationException("bug"),
                    _ =>
                    new OperationCanceledException("timed out")
                });
                failures++;
            }
            else
            {
                EndLoad(random.Next(2) == 0);
            }
        }

        private void EndLoad(bool cancel)
        {
            if (load is null)
            {
                return;
            }

            while (!cancel && held.Count > 0)
            {
                Release();
            }

            Tell(cancel ? "cancel" : "end");
            using (load)
            {
                var report = cancel ? load.Cancel() : load.End();
                Assert.Equal(cancel, report.Cancelled);

                // Who cancels may do so before the load has come to where its source fails.
                Assert.InRange(report.FailedSources.Count, failures > 0 && !cancel ? 1 : 0, failures);
            }

            held.Clear();
            (load, failures) = (null, 0);
            model.PublishAll();
            model.Commit();
        }

        private static void Compare(ArticleIndex index, Dictionary<string, string> expected, string when)
        {
            for (var n = 0; n < Ids; n++)
            {
                var (found, should) = (index.Get($"id{n}")?.Title, expected.GetValueOrDefault($"id{n}"));
                Assert.True(found == should, $"{when}: id{n} is {found ?? "not there"}, should be {should ?? "gone"}");
            }

            Assert.Equal(expected.Count, index.Statistics().Articles);
        }

        private void Tell(string what) => told.Add(what);

        private string Id() => $"id{random.Next(Ids)}";

        private Article Next()
        {
            var title = $"v{++version}";
            return new Article { Id = Id(), Title = title, Body = "some words", Tags = [$"t{Tag(title)}"] };
        }

        private static int Tag(string title) => int.Parse(title.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture) % Queries;
    }
}
