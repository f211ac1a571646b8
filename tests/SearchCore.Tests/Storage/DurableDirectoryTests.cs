using Lucene.Net.Codecs;
using Lucene.Net.Store;

using SearchCore.Files;
using SearchCore.Proofs.Doubles;
using SearchCore.Storage;
using SearchCore.TestKit;

namespace SearchCore.Tests.Storage;

public sealed class DurableDirectoryTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_written_in_any_pieces_is_read_back_by_input_clone_and_slice_and_verified_by_Lucene()
    {
        using var directory = new DurableDirectory(folder.Path, PhysicalFiles.Instance);
        var bytes = Enumerable.Range(0, 200_000).Select(n => (byte)(n * 31 / 7)).ToArray();
        using (var output = directory.CreateOutput("file", IOContext.DEFAULT))
        {
            output.WriteByte(bytes[0]);
            output.WriteBytes(bytes, 1, 99);
            output.WriteBytes(bytes, 100, 150_000);
            output.WriteBytes(bytes, 150_100, bytes.Length - 150_100);
            Assert.Equal(bytes.Length, output.Position);
            CodecUtil.WriteFooter(output);
        }

        using var input = directory.OpenInput("file", IOContext.READ);
        Assert.Equal(bytes.Length + CodecUtil.FooterLength(), input.Length);
        CodecUtil.ChecksumEntireFile(input);
        var clone = (IndexInput)input.Clone();
        clone.Seek(123_456);
        Assert.Equal(bytes[123_456], clone.ReadByte());
        var read = new byte[5_000];
        clone.ReadBytes(read, 0, read.Length);
        Assert.Equal(bytes.AsSpan(123_457, 5_000).ToArray(), read);
        using var slicer = directory.CreateSlicer("file", IOContext.READ);
        var slice = slicer.OpenSlice("part", 1_000, 10);
        Assert.Equal(bytes[1_000], slice.ReadByte());
        slice.Seek(9);
        Assert.Equal(bytes[1_009], slice.ReadByte());
        Assert.Throws<EndOfStreamException>(() => slice.ReadByte());
    }

    [Fact]
    public void Reading_after_closing_throws_and_nothing_worse()
    {
        using var directory = new DurableDirectory(folder.Path, PhysicalFiles.Instance);
        using (var output = directory.CreateOutput("file", IOContext.DEFAULT))
        {
            output.WriteBytes(new byte[10_000], 0, 10_000);
        }

        var input = directory.OpenInput("file", IOContext.READ);
        var clone = (IndexInput)input.Clone();
        input.Dispose();
        Assert.Throws<ObjectDisposedException>(() => clone.ReadByte());
    }

    [Fact]
    public void An_adopted_file_is_synced_by_the_sync_that_first_names_it()
    {
        var files = new CountingFiles();
        using var directory = new DurableDirectory(folder.Path, files);
        File.WriteAllText(folder["staged"], "staged elsewhere");
        Assert.True(directory.TryAdopt(folder["staged"], "adopted", new FileSum(16, 1)));
        Assert.Equal("staged elsewhere", File.ReadAllText(folder["adopted"]));
        Assert.Empty(files.Log);
        directory.Sync(["adopted"]);
        directory.Sync(["adopted"]);
        Assert.Equal(["sync adopted"], files.Log);
    }

    [Fact]
    public void A_failed_sync_stays_failed()
    {
        var files = new CountingFiles { Fail = true };
        using var directory = new DurableDirectory(folder.Path, files);
        directory.CreateOutput("file", IOContext.DEFAULT).Dispose();
        Assert.Throws<IOException>(() => directory.Sync(["file"]));
        files.Fail = false;
        Assert.Contains("earlier sync", Assert.Throws<IOException>(() => directory.Sync(["file"])).Message, StringComparison.Ordinal);
    }

    private sealed class CountingFiles() : ObservedFiles(PhysicalFiles.Instance)
    {
        public List<string> Log { get; } = [];

        public bool Fail { get; set; }

        protected override T Do<T>(FileOperation operation, Func<T> act)
        {
            if (operation.Action is FileAction.SyncFile or FileAction.SyncFolder)
            {
                Log.Add(operation.Action == FileAction.SyncFile ? $"sync {Path.GetFileName(operation.Path)}" : "sync folder");
            }

            return Fail && operation.Action == FileAction.SyncFile ? throw new IOException("the disk is gone") : act();
        }
    }
}
