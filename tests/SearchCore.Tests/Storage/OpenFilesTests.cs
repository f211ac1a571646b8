using SearchCore.Files;
using SearchCore.Proofs.Doubles;
using SearchCore.Storage;
using SearchCore.TestKit;

namespace SearchCore.Tests.Storage;

public sealed class OpenFilesTests : IDisposable
{
    // More than a block each: small ones are read at once and have no handle.
    private static readonly string Text = new('t', FileSum.BlockBytes + 1), Old = new('o', FileSum.BlockBytes + 2),
        Newer = new('n', FileSum.BlockBytes + 3);

    private readonly TempFolder folder = new();
    private readonly CountingFiles files = new();
    private readonly OpenFiles open;

    public OpenFilesTests() => open = new(files);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_opened_twice_has_one_handle_until_its_last_user_closes_it()
    {
        File.WriteAllText(folder["file"], Text);
        var first = open.Open(folder["file"], sum: null);
        var second = open.Open(folder["file"], sum: null);
        Assert.Equal((1, 1L), (files.Opened, files.OpenHandles));
        first.Dispose();
        Assert.Equal(1, files.OpenHandles);
        Assert.Equal(Text, Read(second));
        second.Dispose();
        Assert.Equal(0, files.OpenHandles);
        using var third = open.Open(folder["file"], sum: null);
        Assert.Equal((Text, 2), (Read(third), files.Opened));
    }

    [Fact]
    public void One_who_closed_a_file_cannot_read_it_and_takes_it_from_nobody_by_closing_it_again()
    {
        File.WriteAllText(folder["file"], Text);
        var first = open.Open(folder["file"], sum: null);
        using var second = open.Open(folder["file"], sum: null);
        first.Dispose();
        first.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Read(first));
        Assert.Equal(Text, Read(second));
        Assert.Equal(1, files.OpenHandles);
    }

    [Fact]
    public void A_file_whose_name_was_deleted_is_read_also_by_those_who_come_later()
    {
        File.WriteAllText(folder["file"], Text);
        using var first = open.Open(folder["file"], sum: null);
        File.Delete(folder["file"]);
        using var second = open.Open(folder["file"], sum: null);
        Assert.Equal((Text, Text, 1), (Read(first), Read(second), files.Opened));
    }

    [Fact]
    public void A_name_that_was_given_to_a_new_file_opens_that_one_and_leaves_the_old_one_to_those_who_read_it()
    {
        File.WriteAllText(folder["file"], Old);
        var old = open.Open(folder["file"], sum: null);
        File.Delete(folder["file"]);
        open.Forget(folder["file"]);
        File.WriteAllText(folder["file"], Newer);
        var first = open.Open(folder["file"], sum: null);
        var second = open.Open(folder["file"], sum: null);
        Assert.Equal((Old, Newer, Newer, 2), (Read(old), Read(first), Read(second), files.Opened));

        // The old one's last user must not take the new one out of the list.
        old.Dispose();
        Assert.Equal(1, files.OpenHandles);
        using var third = open.Open(folder["file"], sum: null);
        Assert.Equal((Newer, 2), (Read(third), files.Opened));
        first.Dispose();
        second.Dispose();
        Assert.Equal(Newer, Read(third));
    }

    [Fact]
    public void A_small_file_has_no_handle_and_is_read_as_it_was_when_it_was_opened()
    {
        File.WriteAllText(folder["file"], "small");
        var first = open.Open(folder["file"], sum: null);
        Assert.Equal(0, files.OpenHandles);
        File.WriteAllText(folder["file"], "later");
        using var second = open.Open(folder["file"], sum: null);
        first.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Read(first));
        Assert.Equal(("small", 1), (Read(second), files.Opened));
        Assert.Equal(0, second.Read(new byte[4], 5));
    }

    [Fact]
    public void A_file_that_cannot_be_opened_is_asked_for_again()
    {
        Assert.Throws<FileNotFoundException>(() => open.Open(folder["file"], sum: null));
        File.WriteAllText(folder["file"], Text);
        using var file = open.Open(folder["file"], sum: null);
        Assert.Equal(Text, Read(file));
    }

    [Fact]
    public void Many_threads_that_open_and_close_leave_nothing_open()
    {
        File.WriteAllText(folder["a"], "text of a");
        File.WriteAllText(folder["b"], "text of b");
        Parallel.For(0, 4_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var name = i % 2 == 0 ? "a" : "b";
            if (i % 97 == 0)
            {
                open.Forget(folder[name]);
            }

            using var file = open.Open(folder[name], sum: null);
            Assert.Equal($"text of {name}", Read(file));
        });
        Assert.Equal(0, files.OpenHandles);
    }

    private static string Read(IReadableFile file)
    {
        var bytes = new byte[file.Length];
        Assert.Equal(bytes.Length, file.Read(bytes, 0));
        return System.Text.Encoding.UTF8.GetString(bytes);
    }

    private sealed class CountingFiles() : ObservedFiles(PhysicalFiles.Instance)
    {
        private int opened;

        public int Opened => Volatile.Read(ref opened);

        protected override T Do<T>(FileOperation operation, Func<T> act)
        {
            var result = act();
            if (operation.Action == FileAction.OpenRead)
            {
                Interlocked.Increment(ref opened);
            }

            return result;
        }
    }
}
