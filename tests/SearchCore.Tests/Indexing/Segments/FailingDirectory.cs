using Lucene.Net.Store;

namespace SearchCore.Tests.Indexing.Segments;

/// <summary>Memory that is full after so many bytes, and counts the files that are open for writing.</summary>
internal sealed class FailingDirectory(long room) : RAMDirectory
{
    private long left = room;

    /// <summary>Files created and not closed.</summary>
    public int OpenFiles { get; private set; }

    public override IndexOutput CreateOutput(string name, IOContext context)
    {
        Take(100);
        OpenFiles++;
        return new Output(this, base.CreateOutput(name, context));
    }

    private void Take(long bytes)
    {
        left -= bytes;
        if (left < 0)
        {
            throw new IOException("No space left.");
        }
    }

    private sealed class Output(FailingDirectory directory, IndexOutput inner) : IndexOutput
    {
        private bool closed;

        public override long Position => inner.Position;

        public override long Checksum => inner.Checksum;

        public override void WriteByte(byte b)
        {
            directory.Take(1);
            inner.WriteByte(b);
        }

        public override void WriteBytes(byte[] b, int offset, int length)
        {
            directory.Take(length);
            inner.WriteBytes(b, offset, length);
        }

        public override void Flush() => inner.Flush();

        [Obsolete("As in the base class.")]
        public override void Seek(long pos) => inner.Seek(pos);

        protected override void Dispose(bool disposing)
        {
            if (disposing && !closed)
            {
                closed = true;
                directory.OpenFiles--;
                inner.Dispose();
            }
        }
    }
}
